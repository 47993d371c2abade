"""What the mixer says of the current track's stems."""

from collections.abc import Sequence
from typing import Literal

from player.base.units import StemName
from player.base.values import dataclass
from player.core.player import Player
from player.core.separation import StemState, StemStatus
from player.core.track import Track
from player.ui.words import tr


@dataclass(frozen=True)
class StemWords:
    """A short line, the whole reason behind it, and whether it is good or bad news."""

    text: str
    state: Literal["on", "off", "bad"] = "off"
    tip: str = ""


_STAND_IN = "A live stand-in sounds."
_WHY = "The voice is taken from the middle of the stereo image until its stem is there."


def stem_words(track: Track | None, player: Player, late: Sequence[StemName] = ()) -> StemWords:
    """Say what plays now, and how far the stems are; `late` are not in the set that sounds."""
    if track is None or player.comparing.going_on:  # in a blind test more would tell what is heard
        nothing, compared = tr("Play a song to mix its parts."), tr("Ways to hear it are compared.")
        return StemWords(nothing if track is None else compared)
    live = player.playback.state.live_sounding
    if track.is_stream:
        return (
            StemWords(_STAND_IN, "on", _WHY) if live else StemWords(tr("A stream plays as it is."))
        )
    status = player.separation.status(track.id)
    if player.playback.state.stems_sounding:
        return StemWords(f"{_whose(status, player)} sound{_rest(status, late)}.", "on")
    if status.state is StemState.FAILED:
        return StemWords(f"{_now(player)}; no stems.", "bad", status.reason)
    if not player.separation.model.installed and status.state is not StemState.READY:
        return StemWords(f"{_now(player)}; the model is missing.")
    return StemWords(_waiting(status, player), "on" if live else "off", _WHY if live else "")


def _whose(status: StemStatus, player: Player) -> str:
    """The studio model's stems replace the fast ones when they are whole."""
    studio = player.separation.studio_name
    ready = status.state is StemState.READY and bool(studio) and status.model == studio
    return tr("Studio stems") if ready else tr("Stems")


def _now(player: Player) -> str:
    if player.playback.state.live_sounding:
        return _STAND_IN[:-1]
    current = player.queue.current
    filtered = current is not None and player.live.changes(current)
    return tr("The original plays, filtered") if filtered else tr("The original plays")


def _rest(status: StemStatus, late: Sequence[StemName]) -> str:
    if late:
        return f"; {', '.join(late)} to follow"
    return "" if status.state is StemState.READY else f" so far; {_share(status)} done"


def _waiting(status: StemStatus, player: Player) -> str:
    if status.state is StemState.READY:
        return f"{_now(player)}; stems are ready."
    if player.separation.paused:
        return f"{_now(player)}; separation is held."
    words = {
        StemState.NONE: "no stems yet",
        StemState.QUEUED: "stems wait for their turn",
        StemState.WORKING: f"stems at {_share(status)}",
    }
    return f"{_now(player)}; {words[status.state]}."


def _share(status: StemStatus) -> str:
    return f"{int(status.done * 100)} %"
