"""What is known of one song's stems, by each model that makes them."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from player.base.units import SAMPLE_RATE, Frames, Seconds, SongKey, StemName
from player.core.separation import StemState, StemStatus
from player.stemfile.cell_map import CellState
from player.stemfile.entry import Entry
from player.stems.jobs import Tier

PENDING = (StemState.QUEUED, StemState.WORKING)
OVER = (StemState.READY, StemState.FAILED)


@dataclass
class Part:
    """One model's stems of a song, there or on their way."""

    model: str
    folder: Path
    stems: tuple[StemName, ...]
    frames: Frames
    entry: Entry | None = None
    """What the cache holds of it, as last seen."""
    state: StemState = StemState.NONE
    cells: bytes = b""
    time_left: Seconds | None = None
    reason: str = ""

    @property
    def done(self) -> float:
        """Share of the song, 0 to 1."""
        if self.state is StemState.READY:
            return 1.0
        return self.cells.count(CellState.FINAL) / max(1, len(self.cells))

    @property
    def left(self) -> Seconds:
        """Music still to be separated."""
        over = self.state in OVER
        return 0.0 if over else self.frames * (1 - self.done) / SAMPLE_RATE

    def finish(self) -> None:
        """All of it is there."""
        self.state, self.time_left = StemState.READY, None
        length = self.entry.cells if self.entry is not None else len(self.cells)
        self.cells = bytes([CellState.FINAL]) * max(1, length)


@dataclass
class SongStems:
    """One song; two tracks of the same file share it."""

    path: Path
    key: SongKey | None = None
    fast: Part | None = None
    studio: Part | None = None
    brought: Part | None = None
    """Stems that the user brought along, or refined; they are better than anything made."""
    working: Part | None = None
    """Stems that the user is painting on at this moment."""
    waiting: bool = False
    """Asked for, and not looked at yet."""
    opened: bool = False
    """It was the song that plays or the next one."""
    pinned: bool = False
    reason: str = ""
    """Why nothing can be made of this file."""
    shown: StemStatus = field(default_factory=StemStatus)
    """The status as it was last announced."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """All that there are."""
        all_there_are = (self.fast, self.studio, self.brought, self.working)
        return tuple(part for part in all_there_are if part is not None)

    def part(self, tier: Tier) -> Part | None:
        """The stems by this tier's model."""
        return self.fast if tier is Tier.FAST else self.studio

    def set_part(self, tier: Tier, part: Part | None) -> None:
        """Replace the stems by this tier's model."""
        if tier is Tier.FAST:
            self.fast = part
        else:
            self.studio = part

    @property
    def best(self) -> Part | None:
        """What should be heard: stems that are whole, the best first; else those that grow."""
        ranked = (self.working, self.brought, self.studio, self.fast)
        order = [part for part in ranked if part is not None]
        whole = next((part for part in order if part.state is StemState.READY), None)
        growing = (p for p in reversed(order) if p.state is StemState.WORKING)
        return whole or next(growing, None)

    @property
    def pending(self) -> bool:
        """Whether something is to be made."""
        return self.waiting or any(part.state in PENDING for part in self.parts)

    def status(self) -> StemStatus:
        """All of this as the listener sees it."""
        if self.reason:
            return StemStatus(StemState.FAILED, reason=self.reason)
        shown = self._shown()
        if shown is None:
            return StemStatus(StemState.QUEUED if self.waiting else StemState.NONE)
        cells = shown.cells
        if shown.state is not StemState.READY and self.best is not None:
            cells = _either(cells, self.best.cells)
        left = shown.time_left if shown.state is StemState.WORKING else None
        return StemStatus(shown.state, shown.done, cells, left, shown.reason, shown.model)

    def _shown(self) -> Part | None:
        """The part that the status is about: what is being made, else the best there is."""
        chosen = self.working or self.brought
        if chosen is not None:
            return chosen
        for part in (self.fast, self.studio):
            if part is not None and part.state is StemState.WORKING:
                return part
        parts = [part for part in (self.studio, self.fast) if part is not None]
        order = (StemState.READY, StemState.QUEUED, StemState.FAILED, StemState.NONE)
        ranked = sorted(parts, key=lambda part: order.index(part.state))
        part = ranked[0] if ranked else None
        if part is not None and part.state is StemState.NONE and self.waiting:
            return replace(part, state=StemState.QUEUED)
        return part


def _either(one: bytes, other: bytes) -> bytes:
    """Cells that can be heard from one or from the other."""
    if len(one) != len(other):
        return max(one, other, key=len)
    return bytes(map(max, one, other))
