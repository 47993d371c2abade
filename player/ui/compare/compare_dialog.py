"""The window that flips between two to four ways to hear the song, at the same loudness."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from player.core.comparing import MOST, Alternative
from player.core.player import Player
from player.ui.compare.blind_box import BlindBox
from player.ui.compare.compare_words import alternative_name, level_words
from player.ui.listen import listen
from player.ui.widgets.icon_button import EnterButton
from player.ui.widgets.segmented_control import SegmentedControl
from player.ui.words import tr

_SIZE = (560, 520)
_LEAST = 2
_ROLE = Qt.ItemDataRole.UserRole
_BELOW = 60


class CompareDialog(QDialog):
    """Does not hold up the main window; when it is closed, all is heard as before."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._comparing = player.comparing
        self._shown: tuple[Alternative, ...] | None = None
        self._told: tuple[Alternative, ...] = ()
        self.setWindowTitle(tr("Compare"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.hint_label = QLabel(self)
        self.hint_label.setWordWrap(True)
        self.hint_label.setProperty("quiet", True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("What is compared"))
        self.list.itemChanged.connect(lambda _item: self._choose())
        self.choices: SegmentedControl | None = None
        self._place = QHBoxLayout()
        self.level_label = QLabel(self)
        self.level_label.setWordWrap(True)
        self.level_label.setProperty("quiet", True)
        self.blind_box = QCheckBox(tr("Blind"), self)
        self.blind_box.setAccessibleName(tr("Blind test"))
        self.blind_box.setToolTip(tr("Two alternatives without their names, and a third to guess"))
        self.blind_box.toggled.connect(self._go_blind)
        self.blind = BlindBox(self._comparing, self)
        self.blind.hide()
        self.blind.revealed.connect(self._show)
        self.close_button = EnterButton(tr("Close"), self)
        self.close_button.setAccessibleName(tr("Close"))
        self.close_button.clicked.connect(self.close)
        for letter in "ABX":
            key = QShortcut(QKeySequence(letter), self)
            key.activated.connect(lambda letter=letter: self._on_key(letter))
        self._arrange()
        listen(self, self._comparing.changed, self._show)
        listen(self, player.queue.current_changed, self._comparing.look)
        self._comparing.look()
        self._show()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Hear everything as before."""
        self._comparing.stop()
        super().closeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Escape hides before it closes."""
        if not event.spontaneous():
            self._comparing.stop()
        super().hideEvent(event)

    @property
    def chosen(self) -> list[Alternative]:
        """What is ticked, in the list's order."""
        items = [self.list.item(row) for row in range(self.list.count())]
        ticked = (each for each in items if each.checkState() is Qt.CheckState.Checked)
        return [each.data(_ROLE) for each in ticked]

    def _name(self, alternative: Alternative) -> str:
        return alternative_name(alternative, self._player.separation.models())

    def _on_key(self, letter: str) -> None:
        if not self._comparing.going_on:
            return
        if self.blind_box.isChecked():
            self.blind.hear(letter)
        elif letter == "X":
            self._comparing.flip()
        else:
            self._comparing.choose("AB".index(letter))

    def _choose(self) -> None:
        chosen = self.chosen
        if len(chosen) < _LEAST:
            self._comparing.stop()
        else:
            self._comparing.start(chosen)
        self._lock(full=len(chosen) >= MOST)

    def _lock(self, *, full: bool) -> None:
        """No more than four can be ticked."""
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            item = self.list.item(row)
            free = not full or item.checkState() is Qt.CheckState.Checked
            usable = item.flags() | Qt.ItemFlag.ItemIsEnabled
            item.setFlags(usable if free else usable & ~Qt.ItemFlag.ItemIsEnabled)
        self.list.blockSignals(False)

    def _go_blind(self, on: bool) -> None:
        self.blind.setVisible(on)
        if on:
            self.blind.begin([self._name(each) for each in self._comparing.alternatives])
        self._show()

    def _show(self) -> None:
        comparing = self._comparing
        if comparing.offered != self._shown:
            self._fill()
        if not comparing.going_on and self.blind_box.isChecked():
            self.blind_box.setChecked(False)
        blind = self.blind_box.isChecked()
        if comparing.alternatives != self._told:
            self._make_choices()
        if self.choices is not None:
            self.choices.setVisible(not blind)
            self.choices.set_current(comparing.at)
        self.list.setEnabled(not blind)
        names = [self._name(each) for each in comparing.alternatives]
        self.level_label.setText(level_words(names, comparing.trims) if names else "")
        self.level_label.setVisible(bool(names) and not blind)
        ready = len(names) == _LEAST and bool(comparing.trims)
        self.blind_box.setEnabled(ready or blind)
        self.hint_label.setText(
            tr("Tick two to four. X goes to the next one while the song plays.")
            if comparing.offered
            else tr("Play a song first: a file, not a stream.")
        )

    def _fill(self) -> None:
        """The list anew; what was ticked and is still there stays so."""
        ticked = self.chosen
        self._shown = self._comparing.offered
        self.list.blockSignals(True)
        self.list.clear()
        for alternative in self._shown:
            item = QListWidgetItem(self._name(alternative))
            item.setData(_ROLE, alternative)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = alternative in ticked and self._comparing.going_on
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)

    def _make_choices(self) -> None:
        self._told = self._comparing.alternatives
        if self.choices is not None:
            self._place.removeWidget(self.choices)
            self.choices.hide()
            self.choices.deleteLater()
            self.choices = None
        if self._told:
            self.choices = SegmentedControl([self._name(each) for each in self._told], self)
            self.choices.chosen.connect(self._comparing.choose)
            self._place.addWidget(self.choices)
            before: QWidget = self.list
            for widget in (*self.choices.buttons, self.blind_box):
                self.setTabOrder(before, widget)
                before = widget

    def _arrange(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.blind_box)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self.hint_label)
        layout.addWidget(self.list, 1)
        layout.addLayout(self._place)
        layout.addWidget(self.level_label)
        layout.addWidget(self.blind)
        layout.addLayout(foot)
        around = self.parentWidget()
        wide, high = _SIZE
        self.resize(wide, high if around is None else min(high, around.height() - _BELOW))
