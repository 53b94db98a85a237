#!/bin/sh
# Signs and notarises build/bundle/Guided.app and puts it into a .dmg; says what is lacking for that.
# Needs IDENTITY, a "Developer ID Application" certificate in the keychain, and PROFILE, kept by
#     xcrun notarytool store-credentials PROFILE
set -eu
cd "$(dirname "$0")/../.."
app=build/bundle/Guided.app
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' guided/__init__.py)
image=dist/guided-$version-macos.dmg

lacking=""
[ "$(uname)" = Darwin ] || lacking="$lacking a Mac;"
for tool in codesign xcrun hdiutil; do
    command -v "$tool" >/dev/null || lacking="$lacking $tool;"
done
[ -d "$app" ] || lacking="$lacking $app, which dev.py bundle makes on a Mac;"
[ -n "${IDENTITY:-}" ] || lacking="$lacking IDENTITY, a Developer ID Application certificate;"
[ -n "${PROFILE:-}" ] || lacking="$lacking PROFILE, the credentials kept by notarytool;"
if [ -n "$lacking" ]; then
    echo "Not signed. Lacking:$lacking" >&2
    exit 1
fi

# Each library by itself, the innermost first: what --deep signs is not accepted.
find "$app" -type f \( -name '*.so' -o -name '*.dylib' -o -perm -u+x \) | while read -r file; do
    codesign --force --timestamp --options runtime --sign "$IDENTITY" "$file"
done
codesign --force --timestamp --options runtime --sign "$IDENTITY" "$app"
codesign --verify --strict --verbose "$app"

mkdir -p dist
hdiutil create -volname Guided -srcfolder "$app" -format UDZO -ov "$image"
codesign --timestamp --sign "$IDENTITY" "$image"
xcrun notarytool submit "$image" --keychain-profile "$PROFILE" --wait
xcrun stapler staple "$image"
