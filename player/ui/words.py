"""The window's words, in the user's language as far as there is a translation.

`make translations` collects what stands in `tr` and `mark` into `resources/translations`.
"""

from PySide6.QtCore import QCoreApplication


def tr(text: str) -> str:
    """The words in the language of the window; `{name}` parts are for the caller to fill in."""
    return QCoreApplication.translate("", text)


def mark(text: str) -> str:
    """Words of a table, to be collected now and given to `tr` where they are shown."""
    return text
