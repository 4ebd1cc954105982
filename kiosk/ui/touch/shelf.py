"""Papers as pictures: what the result page shows is the signed PDF itself, drawn by QtPdf."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtQuick import QQuickImageProvider

from kiosk.ports import SystemFault

PROVIDER = "papers"
WIDEST = 1600
"""Pixels; enough for any place in which a page is shown."""


def draw_page(pdf: bytes, page: int = 0, width: int = WIDEST) -> QImage:
    """One page on white. Raises SystemFault ``paper_unreadable``; may run in any thread."""
    content = QBuffer()
    content.setData(QByteArray(pdf))
    content.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(content)
    if document.status() is not QPdfDocument.Status.Ready or page >= document.pageCount():
        raise SystemFault("paper_unreadable")
    points = document.pagePointSize(page)
    size = QSize(width, round(width * points.height() / points.width()))
    drawn = document.render(page, size)
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.drawImage(0, 0, drawn)
    painter.end()
    document.close()
    return image


class PaperShelf(QQuickImageProvider):
    """The pictures that QML asks for as ``image://papers/NAME``; empty after a wipe."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._pictures: dict[str, QImage] = {}

    def put(self, name: str, picture: QImage) -> str:
        """Keep a picture and return the address QML asks for; the same name replaces it."""
        self._pictures[name] = picture
        return f"image://{PROVIDER}/{name}"

    def clear(self) -> None:
        """Keep nothing."""
        self._pictures.clear()

    def requestImage(self, name: str, size: QSize, wanted: QSize) -> QImage:
        """The picture of that name, an empty one when there is none (any more)."""
        picture = self._pictures.get(name, QImage(1, 1, QImage.Format.Format_ARGB32))
        size.setWidth(picture.width())
        size.setHeight(picture.height())
        return picture
