"""Settings hold at once in the whole program."""

from collections.abc import Callable

from player.app import App
from player.base.folders import Folders
from player.base.settings import Settings, load
from player.stems.jobs import Tier


def test_settings_are_carried_out_while_it_runs(
    start: Callable[[Settings], App], folders: Folders
) -> None:
    app = start(Settings(output="null", separate_while_playing=False))
    app.preferences.change(
        buffer_ms=120,
        cache_budget=7 * 10**9,
        stem_codec="opus",
        wait_on_battery=False,
        wait_when_busy=False,
    )
    assert app.player.playback.output.buffer_ms == 120
    assert app.player.separation.usage()[1] == 7 * 10**9
    configure = app.player.separation._models.configure(Tier.FAST)
    assert configure is not None
    assert (configure.codec, configure.cache_budget) == ("opus", 7 * 10**9)
    assert app.player.gate.reason() == ""
    app.close()
    kept, problems = load(folders.settings)
    assert not problems
    assert (kept.buffer_ms, kept.stem_codec) == (120, "opus")
