"""A printed licence as a hurried person photographs it: askew, blurred, noisy, badly lit."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.credential import PRINTED_COMPOSITIONS
from kiosk.domain.licence import LicenceContent
from kiosk.domain.states import DocumentKind
from tests.adapters.document.samples import renderer
from tests.signed import NOW, an_entry
from tests.verify_site.published import World, world


@dataclass(frozen=True)
class Photo:
    """The picture, the signed PDF that was printed, and the text of its QR code."""

    file: Path
    pdf: Path
    text: str


def real_licence(made: World) -> tuple[bytes, str]:
    """A real licence as a kiosk hands it out, signed, and its QR's text."""
    entry, text = an_entry(), made.qr()
    content = LicenceContent(
        credit_code=entry.credit_code,
        name=entry.name,
        business_type="个体工商户",
        proprietor=entry.proprietor,
        composition=PRINTED_COMPOSITIONS[entry.composition],
        registered_on=entry.registered_on,
        premises=entry.premises,
        scope=entry.scope_text,
        authority=made.authority.name,
        copy_number="1—1",
        credential=text,
        issued_at=NOW,
        specimen=False,
    )
    rendered = renderer().licence(content, DocumentKind.LICENCE_COPY)
    return made.signer.sign_document(rendered, NOW, "licence_copy"), text


def printed_photo(folder: Path) -> Photo:
    """Print at 150 dpi, then photograph."""
    pdf, text = real_licence(world())
    printed = folder / "licence.pdf"
    printed.write_bytes(pdf)
    _run("pdftoppm", "-r", "150", "-png", "-singlefile", printed, folder / "printed")
    size = json.loads(_run("convert", folder / "printed.png", "-format", "[%w,%h]", "info:"))
    width, height = size
    moved = (
        f"0,0 {width * 0.03},{height * 0.05}  {width},0 {width * 0.97},0 "
        f"{width},{height} {width},{height * 0.96}  0,{height} 0,{height}"
    )
    _run(
        *(
            "convert",
            folder / "printed.png",
            "-virtual-pixel",
            "gray",
            "-distort",
            "Perspective",
            moved,
        ),
        *("-rotate", "4", "-blur", "0x0.8", "-modulate", "88", "-seed", "7"),
        *("-attenuate", "0.35", "+noise", "Gaussian", "-quality", "50", folder / "photo.jpg"),
    )
    return Photo(folder / "photo.jpg", printed, text)


def seen_by_camera(photo: Path, folder: Path) -> Path:
    """The part of the photo around the code as a film of one frame, for Chromium's false camera."""
    film = folder / "camera.mjpeg"
    _run(
        *("convert", photo, "-gravity", "NorthEast", "-crop", "48%x64%+0+0", "+repage"),
        *(
            "-resize",
            "1280x720",
            "-background",
            "gray",
            "-gravity",
            "center",
            "-extent",
            "1280x720",
        ),
        *("-sampling-factor", "4:2:0", "-quality", "70", f"jpeg:{film}"),
    )
    return film


def _run(*command: str | Path) -> bytes:
    return subprocess.run([str(part) for part in command], capture_output=True, check=True).stdout
