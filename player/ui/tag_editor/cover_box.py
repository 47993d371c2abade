"""The cover of the files: chosen, dropped, pasted or taken away."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageWriter,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from player.core.tag_draft import TagDraft
from player.library.tag_changes import LARGEST_COVER, Cover, TagError, cover_picture
from player.ui.icons import icon
from player.ui.widgets.cover_view import CoverView
from player.ui.widgets.icon_button import EnterButton
from player.ui.words import tr

_FILTER = "*.jpg *.jpeg *.png"


class CoverBox(QWidget):
    """Shows the cover of a draft. Keys: Ctrl+V pastes, Delete takes it away."""

    edited = Signal()
    failed = Signal(object)
    """A TagError: the picture cannot be taken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = TagDraft(())
        self.setAcceptDrops(True)
        self.view = CoverView(icon("note"), self)
        self.words_label = QLabel(self)
        self.words_label.setProperty("quiet", True)
        self.words_label.setWordWrap(True)
        self.choose_button = self._button(tr("Choose…"), tr("Choose a cover"), self._ask)
        self.paste_button = self._button(tr("Paste"), tr("Paste a cover"), self.paste)
        self.remove_button = self._button(tr("Remove"), tr("Remove the cover"), self.remove)
        self.revert_button = self._button(tr("As it was"), tr("Cover: as it was"), self._revert)
        self._arrange()
        self.refresh()

    def show_draft(self, draft: TagDraft) -> None:
        """Show another draft."""
        self._draft = draft
        self.refresh()

    def refresh(self) -> None:
        """Show the cover that the draft says."""
        picture, differ = self._draft.shared_cover()
        image = QImage.fromData(picture.data) if picture and picture.data else None
        self.view.set_picture(image)
        words = tr("Several covers") if differ else "" if picture else tr("No cover")
        if image is not None and not image.isNull():
            words = f"{image.width()} × {image.height()}"
        self.words_label.setText(words)
        self.view.setAccessibleName(tr("Cover: {words}").format(words=words))
        self.remove_button.setEnabled(differ or picture is not None)
        self.revert_button.setVisible(self._draft.cover is not None)

    def take(self, data: bytes) -> None:
        """Have all files get this picture."""
        try:
            self._set(Cover(cover_picture(data)))
        except TagError as error:
            self.failed.emit(error)

    def paste(self) -> None:
        """Take the picture in the clipboard."""
        if not self._take_from(QGuiApplication.clipboard().mimeData()):
            self.failed.emit(TagError("There is no picture to paste.", "Copy one first."))

    def remove(self) -> None:
        """Have all files lose their cover."""
        self._set(Cover(None))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste and remove by keys."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures."""
        if _may_be_picture(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Everywhere in the box."""
        if _may_be_picture(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the picture."""
        if self._take_from(event.mimeData()):
            event.acceptProposedAction()

    def _take_from(self, data: QMimeData) -> bool:
        """A file as it is; pixels from another program as PNG."""
        file = _file_in(data)
        if file is not None:
            self._take_file(file)
            return True
        if not data.hasImage():
            return False
        buffer = QBuffer(self)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(QImage(data.imageData()))
        self.take(bytes(buffer.data().data()))
        buffer.deleteLater()
        return True

    def _take_file(self, file: Path) -> None:
        try:
            with file.open("rb") as opened:
                self.take(opened.read(LARGEST_COVER + 1))
        except OSError as error:
            self.failed.emit(TagError(f"The picture cannot be read: {error.strerror}."))

    def _set(self, cover: Cover | None) -> None:
        self._draft.cover = cover
        self.refresh()
        self.edited.emit()

    def _revert(self) -> None:
        self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._set(None)

    def _ask(self) -> None:
        near = str(self._draft.files[0].path.parent) if self._draft.files else ""
        dialog = QFileDialog(self.window(), tr("Choose a cover"), near)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(f"{tr('Pictures')} ({_FILTER})")
        dialog.fileSelected.connect(lambda name: self._take_file(Path(name)))
        dialog.open()

    def _button(self, text: str, name: str, what: object) -> EnterButton:
        button = EnterButton(text, self)
        button.setProperty("compact", True)
        button.setAccessibleName(name)
        button.clicked.connect(what)
        return button

    def _arrange(self) -> None:
        buttons = QVBoxLayout()
        buttons.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(4)
        for button in (self.paste_button, self.remove_button):
            row.addWidget(button)
        buttons.addWidget(self.choose_button)
        buttons.addLayout(row)
        buttons.addWidget(self.revert_button)
        buttons.addWidget(self.words_label)
        buttons.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 8)
        layout.setSpacing(12)
        layout.addWidget(self.view, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(buttons, 1)


def _may_be_picture(data: QMimeData) -> bool:
    return data.hasImage() or _file_in(data) is not None


def _file_in(data: QMimeData) -> Path | None:
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 else None
