"""The languages there are, and the choice of one for the window."""

from importlib.resources import files

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

_FOLDER = "translations"
_OF = "minusone_"


def languages() -> dict[str, str]:
    """The languages by their codes, in their own words; English needs no file."""
    found = {name.removeprefix(_OF).removesuffix(".qm"): "" for name in _files()}
    codes = sorted(code for code in found)
    return {"en": "English", **{code: QLocale(code).nativeLanguageName() for code in codes}}


def use_language(app: QCoreApplication, setting: str) -> str:
    """Have the window's words in this language ("": the system's); returns the code that it is.

    Windows that are there already keep their words.
    """
    wanted = [setting] if setting else QLocale.system().uiLanguages()
    for code in (each.replace("-", "_") for each in wanted):
        if code.split("_")[0] == "en":
            return "en"
        for name in (code, code.split("_")[0]):
            if _load(app, name):
                return name
    return "en"


def _load(app: QCoreApplication, code: str) -> bool:
    file = files("resources") / _FOLDER / f"{_OF}{code}.qm"
    if not file.is_file():
        return False
    translator = Translation(file.read_bytes(), app)
    return translator.good and app.installTranslator(translator)


def _files() -> list[str]:
    folder = files("resources") / _FOLDER
    if not folder.is_dir():
        return []
    return [each.name for each in folder.iterdir() if each.name.endswith(".qm")]


class Translation(QTranslator):
    """One language; `good` says whether its bytes could be read. They are kept while it lives."""

    def __init__(self, content: bytes, parent: QCoreApplication) -> None:
        super().__init__(parent)
        self._content = content
        self.good = self.load(self._content)
