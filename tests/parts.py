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


PARTS = {
    "postgres": _any("/usr/lib/postgresql/*/bin/postgres"),
    "java-pdfbox": _java_pdfbox,
    "zbar": _program("zbarimg"),
    "pdfsig": _program("pdfsig"),
    "pdftotext": _program("pdftotext"),
    "qpdf": _program("qpdf"),
    "softhsm": _any("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/*/softhsm/libsofthsm2.so"),
    "small-disk": lambda: _propagation() is not None,
    "pkcs11-tool": _program("pkcs11-tool"),
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
