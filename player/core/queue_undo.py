"""Undo and redo of the queue's edits, so that playback goes on with what is there then."""

from collections.abc import Callable

from player.core.playback import Transport
from player.core.player import Player


def undo_queue(player: Player) -> None:
    """Take back the last edit of the queue; if what plays goes with it, play what was current."""
    _change(player, player.queue.undo)


def redo_queue(player: Player) -> None:
    """Make the edit of the queue again that was taken back."""
    _change(player, player.queue.redo)


def _change(player: Player, change: Callable[[], None]) -> None:
    played = player.playback.state.transport in {Transport.PLAYING, Transport.LOADING}
    change()
    current = player.queue.current
    if played and current is not None and player.playback.state.track != current:
        player.playback.play(current)
