"""Packages for Linux out of the bundle: a .deb, an .rpm, a .tar.xz, and the folder an AppImage is made of.

python3 packaging/dev.py packages     puts them into dist/
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


def main() -> int:
    """Makes every package that this system has the tools for; prints them with their sizes."""
    DIST.mkdir(exist_ok=True)
    version, day = bundle.version(), released()
    lay_out(TREE, "deb")
    pack_deb(version, day)
    lay_out(TREE, "rpm")
    pack_rpm(version, day)
    lay_out(TREE, "appimage")
    made = [*DIST.glob(f"guided*{version}*.deb"), *DIST.glob(f"guided*{version}*.rpm")]
    made.append(pack_folder(version, day))
    if image := make_appimage(version):
        made.append(image)
    for file in sorted(made):
        print(f"{file.stat().st_size / 1e6:6.1f} MB  {file.relative_to(ROOT)}")
    return 0


def released() -> str:
    """The day of this version, as guided/__init__.py says it."""
    found = re.search(r'__released__ = "([\d-]+)"', (ROOT / "guided/__init__.py").read_text(encoding="utf-8"))
    assert found
    return found[1]


def lay_out(tree: Path, kind: str) -> None:
    """Puts the files where they are once installed, for a kind of package that the program then names."""
    shutil.rmtree(tree, ignore_errors=True)
    usr = tree / "usr"
    shutil.copytree(bundle.FOLDER, usr / "lib" / "guided", symlinks=True)
    (usr / "lib" / "guided" / "_internal" / "origin").write_text(f"{kind}\n", encoding="utf-8")
    (usr / "bin").mkdir(parents=True)
    (usr / "bin" / "guided").symlink_to("../lib/guided/guided")
    share = usr / "share"
    shutil.copytree(bundle.MADE / "icons" / "hicolor", share / "icons" / "hicolor")
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


def pack_deb(version: str, day: str) -> None:
    """Makes a .deb of the tree, always the same of the same one."""
    share = TREE / "usr/share/doc/guided"
    put(squeezed(debian_changelog(version, day).encode()), share / "changelog.Debian.gz")
    files = [path for path in sorted(TREE.rglob("*")) if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) // 1024
    control = (LINUX / "control").read_text(encoding="utf-8")
    put(control.replace("@VERSION@", version).replace("@SIZE@", str(size)).encode(), TREE / "DEBIAN/control")
    sums = "".join(f"{digest(path, 'md5')}  {path.relative_to(TREE)}\n" for path in files)
    put(sums.encode(), TREE / "DEBIAN/md5sums")
    command = [
        "dpkg-deb",
        "--root-owner-group",
        "-Zxz",
        "-z9",
        "--threads-max=1",
        "--build",
        str(TREE),
        str(DIST),
    ]
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


def make_appimage(version: str) -> Path | None:
    """Makes an AppImage where appimagetool is; else leaves the folder that it takes."""
    tree = TREE.with_name("Guided.AppDir")
    shutil.rmtree(tree, ignore_errors=True)
    TREE.rename(tree)
    put((LINUX / "AppRun").read_bytes(), tree / "AppRun")
    (tree / "AppRun").chmod(0o755)
    shutil.copyfile(LINUX / "guided.desktop", tree / "guided.desktop")
    shutil.copyfile(bundle.MADE / "icons/hicolor/256x256/apps/guided.png", tree / "guided.png")
    tool = shutil.which("appimagetool")
    if tool is None:
        return None
    image = DIST / f"Guided-{version}-x86_64.AppImage"
    subprocess.check_call([tool, "--no-appstream", str(tree), str(image)])
    return image


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main())
