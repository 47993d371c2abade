"""A small "?" that leads to what explains a live filter or a model."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from player.ui.methods.method_texts import method_of
from player.ui.widgets.icon_button import EnterToolButton
from player.ui.words import tr


class MethodButton(EnterToolButton):
    """Hidden where there is nothing to explain."""

    asked = Signal(str)
    """How does the filter or model of this name work?"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self.setText("?")
        self.setProperty("quiet", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(lambda _on: self.asked.emit(self._name))
        self.hide()

    def explain(self, name: str) -> None:
        """Stand for this live filter or model."""
        method = method_of(name)
        self._name = name
        self.setVisible(method is not None)
        if method is not None:
            text = tr("How it works: {title}").format(title=method.title)
            self.setAccessibleName(text)
            self.setToolTip(text)
