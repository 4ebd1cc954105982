"""Outside parts that some tests need: found here, skipped by name when missing, never in CI."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest


def _program(name: str):
    return lambda: shutil.which(name) is not None


def _any(*patterns: str):
    return lambda: any(any(Path("/").glob(pattern.lstrip("/"))) for pattern in patterns)


def _java_pdfbox() -> bool:
    return _program("java")() and _any("/usr/share/java/pdfbox*.jar")()


def _peer(name: str) -> Path:
    """Where packaging/setup.sh installs a peer by its lock file."""
    return Path(__file__).parent / "peers" / name / "node_modules" / name


def small_disk(megabytes: int) -> list[str]:
    """A command that runs the next one with a small file system on ``/mnt``, seen by it alone."""
    return _small_disk_command(megabytes, _propagation() or "private")


def _small_disk_command(megabytes: int, propagation: str) -> list[str]:
    mount = f'mount -t tmpfs -o size={megabytes}m none /mnt && {{ "$@"; code=$?; umount -l /mnt; exit $code; }}'
    become = [] if os.getuid() == 0 else ["--user", "--map-root-user"]
    shared = ["--propagation", propagation]
    return ["unshare", *become, "--mount", *shared, "sh", "-c", mount, "sh"]


@cache
def _propagation() -> str | None:
    """How a mount of our own can be kept to ourselves; in a chroot only ``unchanged`` works."""
    if shutil.which("unshare") is None:
        return None
    for propagation in ("private", "unchanged"):
        command = [*_small_disk_command(1, propagation), "true"]
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            return propagation
    return None


def _own_network() -> bool:
    become = [] if os.getuid() == 0 else ["--user", "--map-root-user"]
    command = ["unshare", *become, "--net", "true"]
    return _program("unshare")() and subprocess.run(command, check=False).returncode == 0


PARTS = {
    "postgres": _any("/usr/lib/postgresql/*/bin/postgres"),
    "java-pdfbox": _java_pdfbox,
    "zbar": _program("zbarimg"),
    "pdfsig": _program("pdfsig"),
    "pdftotext": _program("pdftotext"),
    "qpdf": _program("qpdf"),
    "libusb": _any("/usr/lib/*/libusb-1.0.so.0", "/lib/*/libusb-1.0.so.0"),
    "softhsm": _any("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/*/softhsm/libsofthsm2.so"),
    "small-disk": lambda: _propagation() is not None,
    "pkcs11-tool": _program("pkcs11-tool"),
    "zinnia": _any("/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model"),
    "espeak-ng": _program("espeak-ng"),
    "cupsd": _any("/usr/sbin/cupsd"),
    "ippeveprinter": _any("/usr/sbin/ippeveprinter"),
    "gammu": _program("gammu"),
    "smpp-peer": lambda: _program("node")() and _peer("smpp").is_dir(),
    "chromium": _program("chromium"),
    "imagemagick": _program("convert"),
    "pdftoppm": _program("pdftoppm"),
    "own-network": _own_network,
    "ip": _program("ip"),
    "socat": _program("socat"),
    "xvfb": _program("Xvfb"),
    "openbox": _program("openbox"),
    "xdotool": _program("xdotool"),
}


def has(name: str) -> bool:
    """Whether the part is there."""
    return PARTS[name]()


def needs(name: str) -> None:
    """Skip the test by the part's name when it is missing; in CI (``CI=true``) fail instead."""
    if has(name):
        return
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(f"in CI no test may be skipped: {name} is missing", pytrace=False)
    pytest.skip(f"{name} is missing")
