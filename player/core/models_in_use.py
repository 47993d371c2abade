"""Which model makes the stems while a song plays, which one replaces them later, and how fast."""

from dataclasses import replace

from player.base.units import StemName
from player.core.mix import TWO_STEMS
from player.stems import protocol
from player.stems.jobs import Tier
from player.stems.versions import Known, KnownVersions

_NEW = 0.2
"""Weight of the latest chunk in the average speed."""


class ModelsInUse:
    """The fast model, and the studio model if one was chosen."""

    def __init__(self, configure: protocol.Configure, studio: str, versions: KnownVersions) -> None:
        """`configure`: the fast model's; `studio`: the other's name, "" for none."""
        self._versions = versions
        self._configures = {Tier.FAST: configure}
        self._refused: set[Tier] = set()
        self._known: dict[Tier, Known] = {}
        self._speeds: dict[Tier, float] = {}
        self._expected: dict[str, tuple[StemName, ...]] = {}
        if studio and studio != configure.model:
            self._configures[Tier.STUDIO] = _studio(configure, studio)
        for tier in tuple(self._configures):
            self._recall(tier)

    @property
    def quality(self) -> str:
        """The fast model's care: fast, better or best."""
        return self._configures[Tier.FAST].quality

    @property
    def speeds(self) -> dict[Tier, float]:
        """Seconds of music per second of work, of each model that was ever measured here."""
        return self._speeds

    def name(self, tier: Tier) -> str:
        """The model's name; "" for none."""
        configure = self._configures.get(tier)
        return configure.model if configure is not None else ""

    def configure(self, tier: Tier) -> protocol.Configure | None:
        """What the separator is told; None if there is no model."""
        return self._configures.get(tier)

    def known(self, tier: Tier) -> Known | None:
        """What is known of the model; None until it was loaded once, or if there is none."""
        return self._known.get(tier)

    def usable(self, tier: Tier) -> bool:
        """Whether there is a model, and it did not refuse to load."""
        return tier in self._configures and tier not in self._refused

    @property
    def stems(self) -> tuple[StemName, ...]:
        """What a song will have in the end, as far as known."""
        for tier in (Tier.STUDIO, Tier.FAST):
            known = self._known.get(tier)
            stems = known.stems if known is not None else self._expected.get(self.name(tier))
            if stems and tier not in self._refused:
                return stems
        return TWO_STEMS

    def named(self, version: str) -> tuple[str, str] | None:
        """Model and quality of which this is the version; None if none was loaded here."""
        return self._versions.named(version)

    def expect(self, model: str, stems: tuple[StemName, ...]) -> None:
        """What a model that was never loaded here is said to make."""
        self._expected[model] = stems

    def choose(self, model: str, studio: str, quality: str) -> list[Tier]:
        """Use these from now on; returns the tiers in which another model works now."""
        before = dict(self._configures)
        fast = replace(before[Tier.FAST], model=model, quality=quality)
        self._configures = {Tier.FAST: fast}
        if studio and studio != model:
            self._configures[Tier.STUDIO] = _studio(fast, studio)
        changed = [tier for tier in Tier if before.get(tier) != self._configures.get(tier)]
        for tier in changed:
            self._recall(tier)
        return changed

    def set_up(self, device: str, codec: str, budget: int) -> None:
        """Where the models run, how their stems are kept, and how many bytes these may take."""
        self._configures = {
            tier: replace(each, device=device, codec=codec, cache_budget=budget)
            for tier, each in self._configures.items()
        }

    def learn(self, tier: Tier, warm: protocol.Warm) -> bool:
        """Take in what a model said when it was loaded; whether its stems are new to us."""
        configure = self._configures.get(tier)
        if configure is None or configure.model != warm.model:
            return False  # it was replaced while it was being loaded
        before = self._known.get(tier)
        known = Known(warm.version, warm.stems, before.x_realtime if before else 0.0)
        self._refused.discard(tier)
        self._known[tier] = known
        self._versions.set(configure.model, configure.quality, known)
        return before is None or before.version != known.version

    def refuse(self, tier: Tier) -> None:
        """The model could not be loaded."""
        self._refused.add(tier)

    def measure(self, tier: Tier, speed: float) -> None:
        """Take in the speed of one chunk."""
        old = self._speeds.get(tier) or speed
        self._speeds[tier] = old + _NEW * (speed - old)

    def remember_speed(self, tier: Tier) -> None:
        """Keep the measured speed for the next start."""
        configure, known = self._configures.get(tier), self._known.get(tier)
        if configure is not None and known is not None and tier in self._speeds:
            speed = round(self._speeds[tier], 2)
            self._known[tier] = replace(known, x_realtime=speed)
            self._versions.set(configure.model, configure.quality, self._known[tier])

    def _recall(self, tier: Tier) -> None:
        self._refused.discard(tier)
        self._known.pop(tier, None)
        self._speeds.pop(tier, None)
        configure = self._configures.get(tier)
        known = self._versions.get(configure.model, configure.quality) if configure else None
        if known is not None:
            self._known[tier] = known
            if known.x_realtime:
                self._speeds[tier] = known.x_realtime


def _studio(fast: protocol.Configure, model: str) -> protocol.Configure:
    """The studio model runs where the fast one does; how careful it is, is its own affair."""
    return replace(fast, model=model, quality="fast")
