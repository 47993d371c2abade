"""Carries out the settings of buffer, live filters and separation while the program runs."""

from player.base.settings import Settings
from player.core.assembly import MinusOne
from player.core.preferences import Preferences
from player.stems.power import Manners

_OF_SEPARATOR = ("device", "stem_codec", "cache_budget")


class SettingsInUse:
    """Follows the preferences until it is closed; looks and sound device are the window's."""

    def __init__(self, player: MinusOne, preferences: Preferences) -> None:
        self._player = player
        self._preferences = preferences
        self.close = preferences.changed.connect(self._on_change)

    def _on_change(self, before: Settings) -> None:
        now, player = self._preferences.now, self._player
        if now.buffer_ms != before.buffer_ms:
            player.playback.set_buffer(now.buffer_ms)
        if any(getattr(now, name) != getattr(before, name) for name in _OF_SEPARATOR):
            player.separation.set_up(now.device, now.stem_codec, now.cache_budget)
        player.practice.follow(now)
        player.live.set_instant_mute(now.instant_mute)
        player.separation.set_eager(now.separate_while_playing)
        player.gate.set_manners(Manners(now.wait_on_battery, now.wait_when_busy))
