"""The line under the library: what is shown, how much of it, and how it is shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from player.core.scan_service import ScanService
from player.ui.library.scan_panel import ScanPanel
from player.ui.library.source_list import SourceList
from player.ui.library.sources import Source
from player.ui.widgets.elided_label import ElidedLabel
from player.ui.widgets.icon_button import EnterToolButton
from player.ui.widgets.segmented_control import SegmentedControl
from player.ui.words import tr


class PlaceFoot(QWidget):
    """The sources are offered here wherever the list at the side is not seen."""

    view_chosen = Signal(int)
    browser_wanted = Signal(bool)

    def __init__(
        self, sources: SourceList, scan: ScanService | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sources = sources
        self.source_button = self._button("", tr("What is shown"))
        self.source_button.clicked.connect(self._ask_source)
        self.count_label = ElidedLabel(parent=self)
        self.count_label.setProperty("quiet", True)
        self.browser_button = self._button(tr("Browser"), tr("Column browser"))
        self.browser_button.setCheckable(True)
        self.browser_button.setToolTip(tr("Column browser (F3)"))
        self.browser_button.setShortcut("F3")
        self.browser_button.toggled.connect(self.browser_wanted)
        self.view_switch = SegmentedControl((tr("Tracks"), tr("Albums")), self)
        self.view_switch.set_current(0)
        self.view_switch.chosen.connect(self.view_chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.source_button)
        row.addWidget(self.count_label, 1)
        if scan is not None:
            row.addWidget(ScanPanel(scan, self))
        row.addWidget(self.browser_button)
        row.addWidget(self.view_switch)

    def show_source(self, source: Source) -> None:
        """Say what is shown, unless it is seen at the side."""
        self.source_button.setVisible(not self._sources.isVisible())
        self.source_button.setText(f"{self._sources.sources.name(source)}  ▾")

    def source_menu(self) -> QMenu:
        """All that can be shown."""
        menu = QMenu(self)
        for source in self._sources.sources.sources:
            if not source.heading:
                action = menu.addAction(self._sources.sources.name(source).replace("&", "&&"))
                action.triggered.connect(lambda _on, each=source: self._sources.choose(each))
        return menu

    def _ask_source(self) -> None:
        menu = self.source_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.source_button.mapToGlobal(self.source_button.rect().topLeft()))

    def _button(self, text: str, name: str) -> EnterToolButton:
        button = EnterToolButton(self)
        button.setText(text)
        button.setAccessibleName(name)
        button.setProperty("quiet", True)
        return button
