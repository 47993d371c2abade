"""Opens the dialogs for tags and names, from wherever files are selected."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from player.core.player import Player
from player.core.preferences import Preferences
from player.ui.tag_editor.rename_dialog import RenameDialog
from player.ui.tag_editor.tag_dialog import TagDialog


def edit_tags(player: Player, paths: Sequence[Path], parent: QWidget | None = None) -> TagDialog:
    """Edit the tags of these files, in this order; the dialog is shown."""
    dialog = TagDialog(player, paths, _window(parent))
    dialog.show()
    return dialog


def rename_files(
    player: Player,
    preferences: Preferences,
    paths: Sequence[Path],
    root: Path | None = None,
    parent: QWidget | None = None,
) -> RenameDialog:
    """Rename these files by a pattern that starts from `root`; the dialog is shown.

    Without a root it is the library's folder, or the one that all of them lie in.
    """
    dialog = RenameDialog(
        player, preferences, paths, root or player.editing.root_of(paths), _window(parent)
    )
    dialog.show()
    return dialog


def _window(parent: QWidget | None) -> QWidget | None:
    return None if parent is None else parent.window()
