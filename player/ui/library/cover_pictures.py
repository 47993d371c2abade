"""Covers as pictures in the size they are shown in, decoded beside the main thread."""

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from player.base.background import Background
from player.library.items import LibraryId

FindCover = Callable[[LibraryId, int], Path | None]
"""The picture file of a track's cover, of about so many pixels; asked on another thread."""
Key = tuple[LibraryId, int]

_KEPT = 400
_WAITING = 120
"""Wishes that wait; what was scrolled past long ago is forgotten."""


class CoverPictures(QObject):
    """Main thread only. `close` has to be called in the end."""

    arrived = Signal()
    """A cover that was asked for is there."""
    _decoded = Signal(object, QImage)

    def __init__(self, find: FindCover | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._known: OrderedDict[Key, QPixmap | None] = OrderedDict()
        self._wanted: OrderedDict[Key, None] = OrderedDict()
        self._busy = False
        self._pool = Background(1, "covers")
        self._decoded.connect(self._on_decoded, Qt.ConnectionType.QueuedConnection)

    def picture(self, track: LibraryId, side: int) -> QPixmap | None:
        """The cover in pixels of about `side`; None if there is none, or none yet."""
        key = (track, side)
        if key in self._known:
            self._known.move_to_end(key)
            return self._known[key]
        if self._find is not None:
            self._wanted[key] = None
            self._wanted.move_to_end(key)
            if len(self._wanted) > _WAITING:
                self._wanted.popitem(last=False)
            self._go_on()
        return None

    def forget(self) -> None:
        """Look for all covers anew."""
        self._known.clear()

    def close(self) -> None:
        """End the thread."""
        self._wanted.clear()
        self._pool.close()

    def _go_on(self) -> None:
        if not self._busy and self._wanted and self._find is not None:
            key, _ = self._wanted.popitem()  # the newest: it is in sight
            self._busy = True
            find = self._find
            self._pool.run(lambda: self._decoded.emit(key, _decode(find(*key), key[1])))

    def _on_decoded(self, key: Key, image: QImage) -> None:
        self._busy = False
        self._known[key] = None if image.isNull() else QPixmap.fromImage(image)
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        if not image.isNull():
            self.arrived.emit()
        self._go_on()


def _decode(file: Path | None, side: int) -> QImage:
    """The picture, no larger than needed; an empty one if it cannot be read."""
    if file is None:
        return QImage()
    reader = QImageReader(str(file))
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > side:
        target = QSize(side, side)
        reader.setScaledSize(size.scaled(target, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
