"""Packages for Linux out of the bundle: a .deb, an .rpm, a .tar.xz, and an AppImage.

    python3 packaging/dev.py packages     puts them into dist/

An AppImage begins with a small program that mounts the rest of it. That is the runtime of type 2 that the
AppImage project releases; APPIMAGE_RUNTIME names the file. Without it, or without mksquashfs, the folder that
goes into the image is left in build/.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import bundle
import manual

ROOT = Path(__file__).resolve().parent.parent
LINUX = ROOT / "packaging" / "linux"
TREE = ROOT / "build" / "tree"
DIST = ROOT / "dist"
ID = "app.guided.Guided"

# Plugins that Qt does without where their libraries are missing.
OPTIONAL = re.compile("libqgtk3")
# What comes with the C library and with the compiler's own, which the packages name as such.
EVERYWHERE = re.compile(r"lib(c|m|dl|mvec|pthread|resolv|rt|gcc_s)\.so|ld-linux")


def main() -> int:
    """Makes every package that this system has the tools for; prints them with their sizes."""
    DIST.mkdir(exist_ok=True)
    if wrong := unnamed(needed(bundle.FOLDER), (LINUX / "nfpm.yaml").read_text(encoding="utf-8")):
        print(f"! The packages do not name what the bundle asks of the system: {', '.join(wrong)}")
        return 1
    version, day = bundle.version(), released()
    lay_out(TREE, "deb")
    pack_deb(TREE, DIST, version, day)
    lay_out(TREE, "rpm")
    pack_rpm(version, day)
    lay_out(TREE, "appimage")
    made = [*DIST.glob(f"guided*{version}*.deb"), *DIST.glob(f"guided*{version}*.rpm")]
    made.append(pack_folder(version, day))
    if image := make_appimage(version, day):
        made.append(image)
    for file in sorted(made):
        print(f"{file.stat().st_size / 1e6:6.1f} MB  {file.relative_to(ROOT)}")
    return 0


def released() -> str:
    """The day of this version, as guided/__init__.py says it."""
    found = re.search(r'__released__ = "([\d-]+)"', (ROOT / "guided/__init__.py").read_text(encoding="utf-8"))
    assert found
    return found[1]


def needed(folder: Path) -> set[str]:
    """The libraries that a bundle has to find in the system: libEGL.so.1, ..."""
    inside, asked = set(), set()
    for file in bundle.files_in(folder):
        inside.add(file.name)
        with file.open("rb") as opened:
            is_program = opened.read(4) == b"\x7fELF"
        if is_program and not OPTIONAL.search(file.name):
            told = subprocess.check_output(["objdump", "-p", str(file)], text=True)
            asked |= set(re.findall(r"^ +NEEDED +(\S+)", told, re.MULTILINE))
    return {name for name in asked - inside if not EVERYWHERE.match(name)}


def unnamed(libraries: set[str], settings: str) -> list[str]:
    """Those of some libraries that the settings of a package do not name."""
    named = set(re.findall(r"- (\S+)\(\)\(64bit\)", settings))
    return sorted(libraries - named)


def lay_out(tree: Path, kind: str, made: Path = bundle.MADE) -> None:
    """Puts the files where they are once installed, for a kind of package that the program then names.

    `made` holds the program in a folder, and its icons.
    """
    shutil.rmtree(tree, ignore_errors=True)
    usr = tree / "usr"
    shutil.copytree(made / "guided", usr / "lib" / "guided", symlinks=True)
    (usr / "lib" / "guided" / "_internal" / "origin").write_text(f"{kind}\n", encoding="utf-8")
    (usr / "bin").mkdir(parents=True)
    (usr / "bin" / "guided").symlink_to("../lib/guided/guided")
    share = usr / "share"
    shutil.copytree(made / "icons" / "hicolor", share / "icons" / "hicolor")
    for source, place in {
        LINUX / "guided.desktop": "applications/guided.desktop",
        LINUX / f"{ID}.metainfo.xml": f"metainfo/{ID}.metainfo.xml",
        LINUX / "guided.xml": "mime/packages/guided.xml",
        LINUX / "copyright": "doc/guided/copyright",
    }.items():
        put(source.read_bytes(), share / place)
    put(squeezed((ROOT / "packaging" / "CHANGELOG.md").read_bytes()), share / "doc/guided/changelog.gz")
    put(squeezed(manual.man().encode()), share / "man/man1/guided.1.gz")
    put(manual.bash().encode(), share / "bash-completion/completions/guided")
    put(manual.zsh().encode(), share / "zsh/vendor-completions/_guided")
    put(manual.fish().encode(), share / "fish/vendor_completions.d/guided.fish")
    if kind == "deb":
        put((LINUX / "lintian-overrides").read_bytes(), share / "lintian/overrides/guided")
    if kind == "rpm":
        (share / "zsh/vendor-completions").rename(share / "zsh/site-functions")
    set_modes(usr)


def put(content: bytes, place: Path) -> None:
    """Writes a file and the folders above it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)


def squeezed(content: bytes) -> bytes:
    """A gzip file that is always the same for the same content."""
    return gzip.compress(content, 9, mtime=0)


def set_modes(folder: Path) -> None:
    """Everybody may read all, and only what is started is a program, whatever whoever builds has set."""
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or is_program(path) else 0o644)


def is_program(path: Path) -> bool:
    """Whether a file is one that the system starts, by its name and what it begins with."""
    if path.name not in ("guided", "AppRun"):
        return False
    with path.open("rb") as file:
        return file.read(4) in (b"\x7fELF", b"#!/b")


def pack_deb(tree: Path, target: Path, version: str, day: str) -> None:
    """Makes a .deb of a tree, always the same of the same one; `target` is a file or a folder for it."""
    share = tree / "usr/share/doc/guided"
    put(squeezed(debian_changelog(version, day).encode()), share / "changelog.Debian.gz")
    files = [path for path in sorted(tree.rglob("*")) if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) // 1024
    control = (LINUX / "control").read_text(encoding="utf-8")
    put(control.replace("@VERSION@", version).replace("@SIZE@", str(size)).encode(), tree / "DEBIAN/control")
    sums = "".join(f"{digest(path, 'md5')}  {path.relative_to(tree)}\n" for path in files)
    put(sums.encode(), tree / "DEBIAN/md5sums")
    how = ["--root-owner-group", "-Zxz", "-z9", "--threads-max=1"]
    command = ["dpkg-deb", *how, "--build", str(tree), str(target)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch(day))}
    subprocess.check_call(command, env=environment, stdout=subprocess.DEVNULL)


def debian_changelog(version: str, day: str) -> str:
    """What Debian wants to be told of a version, beside the program's own changelog."""
    when = datetime.fromtimestamp(epoch(day), UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    who = "The Guided maintainers <maintainers@guided.example>"
    return f"guided ({version}-1) stable; urgency=medium\n\n  * Version {version}.\n\n -- {who}  {when}\n"


def digest(path: Path, kind: str) -> str:
    """The checksum of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, kind).hexdigest()


def pack_rpm(version: str, day: str) -> None:
    """Makes an .rpm of the tree."""
    settings = (LINUX / "nfpm.yaml").read_text(encoding="utf-8")
    for name, value in (("VERSION", version), ("DATE", f"{day}T00:00:00Z"), ("TREE", str(TREE))):
        settings = settings.replace(f"${{{name}}}", value)
    config = TREE.parent / "nfpm.yaml"
    config.write_text(settings, encoding="utf-8")
    tool = Path(sys.executable).with_name("nfpm")
    command = [str(tool), "package", "--config", str(config), "--packager", "rpm", "--target", str(DIST)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch(day))}
    subprocess.check_call(command, env=environment, stdout=subprocess.DEVNULL)


def epoch(day: str) -> int:
    """The beginning of a day in Unix time."""
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())


def pack_folder(version: str, day: str) -> Path:
    """Makes an archive of the bundle as it is, to be put anywhere."""
    archive = DIST / f"guided-{version}-linux-x86_64.tar.xz"

    def as_nobodys(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = ""
        member.mtime = epoch(day)
        return member

    with tarfile.open(archive, "w:xz") as file:
        file.add(bundle.FOLDER, f"guided-{version}", filter=as_nobodys)
    return archive


def make_appimage(version: str, day: str) -> Path | None:
    """Makes an AppImage where its runtime and mksquashfs are; else leaves the folder for it."""
    tree = TREE.with_name("Guided.AppDir")
    shutil.rmtree(tree, ignore_errors=True)
    TREE.rename(tree)
    put((LINUX / "AppRun").read_bytes(), tree / "AppRun")
    (tree / "AppRun").chmod(0o755)
    shutil.copyfile(LINUX / "guided.desktop", tree / "guided.desktop")
    shutil.copyfile(bundle.MADE / "icons/hicolor/256x256/apps/guided.png", tree / "guided.png")
    (tree / ".DirIcon").symlink_to("guided.png")
    tool, runtime = shutil.which("mksquashfs"), os.environ.get("APPIMAGE_RUNTIME")
    if tool is None or runtime is None:
        print(f"No AppImage: {'APPIMAGE_RUNTIME is not set' if tool else 'mksquashfs is not here'}")
        return None
    image, squashed = DIST / f"Guided-{version}-x86_64.AppImage", tree.with_name("guided.squashfs")
    settings = ["-noappend", "-quiet", "-no-progress", "-all-root", "-no-xattrs", "-comp", "zstd"]
    when = ["-mkfs-time", str(epoch(day)), "-all-time", str(epoch(day))]
    subprocess.check_call([tool, str(tree), str(squashed), *settings, *when])
    image.write_bytes(Path(runtime).read_bytes() + squashed.read_bytes())
    image.chmod(0o755)
    return image


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main())
