"""Takes out of an installed PySide6 what the kiosk never loads: kept are named parts and what they link to."""

import shutil
import subprocess
import sys
from pathlib import Path

MODULES = ("QtCore", "QtGui", "QtNetwork", "QtOpenGL", "QtPdf", "QtQml", "QtQuick")
PLUGINS = (
    "platforms", "platforminputcontexts", "xcbglintegrations", "wayland-shell-integration",
    "wayland-graphics-integration-client", "wayland-decoration-client", "imageformats",
    "iconengines", "virtualkeyboard", "egldeviceintegrations", "generic",
)  # fmt: skip
QML = (
    "QtQml", "QtQuick/Controls/Basic", "QtQuick/Controls/impl", "QtQuick/Layouts", "QtMultimedia",
    "QtQuick/Shapes", "QtQuick/Templates", "QtQuick/VirtualKeyboard", "QtQuick/Window",
    "QtQuick/Effects", "QtCore", "Qt/labs/folderlistmodel",
)  # fmt: skip
UNUSED = {"libqvnc.so", "libqvkkhrdisplay.so", "libqpdf.so", "libqtga.so", "libqtiff.so"}


def needed(file: Path) -> set[str]:
    """The names of the libraries that an ELF file links to."""
    told = subprocess.run(["readelf", "-d", file], capture_output=True, text=True, check=True)
    return {
        line.split("[")[1].rstrip("]") for line in told.stdout.splitlines() if "(NEEDED)" in line
    }


def prune(root: Path) -> None:
    """Delete from ``root`` (the folder PySide6) all that is not kept."""
    qt = root / "Qt"
    keep = {
        root / name for name in ("__init__.py", "_config.py", "_git_pyside_version.py", "support")
    }
    keep |= {root / f"{name}.abi3.so" for name in MODULES} | set(root.glob("libpyside6*.so*"))
    keep |= {qt / "plugins" / name for name in PLUGINS}
    for name in QML:
        keep.add(qt / "qml" / name)
    for folder in {(qt / "qml" / name).parent for name in QML} | {qt / "qml" / "QtQuick/Controls"}:
        keep |= {path for path in folder.iterdir() if path.is_file()}
    files = [path for path in root.rglob("*") if path.is_file()]
    kept = {f for f in files if f in keep or any(p in keep for p in f.parents)}
    kept = {f for f in kept if f.name not in UNUSED and f.suffix not in {".qmltypes", ".pyi"}}
    libraries = {path.name: path for path in (qt / "lib").iterdir()}
    waiting = [f for f in kept if ".so" in f.name]
    while waiting:
        for name in needed(waiting.pop()):
            found = libraries.get(name)
            if found is not None and found not in kept:
                kept.add(found)
                waiting.append(found)
    for path in files:
        if path not in kept:
            path.unlink()
    for path in sorted((p for p in root.rglob("*") if p.is_dir()), reverse=True):
        if not any(path.iterdir()):
            shutil.rmtree(path)


if __name__ == "__main__":
    prune(Path(sys.argv[1]))
