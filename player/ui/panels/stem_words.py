"""What the mixer says of the current track's stems."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from player.base.units import StemName
from player.core.player import Player
from player.core.separation import StemState, StemStatus
from player.core.track import Track


@dataclass(frozen=True)
class StemWords:
    """A short line, the whole reason behind it, and whether it is good or bad news."""

    text: str
    state: Literal["on", "off", "bad"] = "off"
    tip: str = ""


def stem_words(track: Track | None, player: Player, late: Sequence[StemName] = ()) -> StemWords:
    """Say what plays now, and how far the stems are; `late` are not in the set that sounds."""
    if track is None:
        return StemWords("Play a song to mix its parts.")
    if track.is_stream:
        return StemWords("A stream plays as it is.")
    status = player.separation.status(track.id)
    if player.playback.state.stems_sounding:
        return StemWords(f"Stems sound{_rest(status, late)}.", "on")
    if status.state is StemState.FAILED:
        return StemWords("The original plays; no stems.", "bad", status.reason)
    if not player.separation.model.installed and status.state is not StemState.READY:
        return StemWords("The original plays; the model is missing.")
    return StemWords(_waiting(status, player))


def _rest(status: StemStatus, late: Sequence[StemName]) -> str:
    if late:
        return f"; {', '.join(late)} to follow"
    return "" if status.state is StemState.READY else f" so far; {_share(status)} done"


def _waiting(status: StemStatus, player: Player) -> str:
    if status.state is StemState.READY:
        return "The original plays; stems are ready."
    if player.separation.paused:
        return "The original plays; separation is held."
    words = {
        StemState.NONE: "no stems yet",
        StemState.QUEUED: "stems wait for their turn",
        StemState.WORKING: f"stems at {_share(status)}",
    }
    return f"The original plays; {words[status.state]}."


def _share(status: StemStatus) -> str:
    return f"{int(status.done * 100)} %"
