"""Latencies are kept for each pair of devices; a damaged file is set aside."""

from pathlib import Path

from player.base.units import SongKey
from player.core.practice.latency import PairLatency, kept_latencies
from player.engine.input_protocol import LatencyMeasured
from player.engine.protocol import OutputOpened
from tests.ui.fakes import FakePlayer


def test_each_pair_of_devices_has_its_own() -> None:
    player = FakePlayer()
    latency, say = player.practice.latency, player.sound_engine.event.emit
    say(OutputOpened("default", 60.0))
    assert latency.milliseconds == 65.0
    say(LatencyMeasured(80.0))
    assert latency.milliseconds == 80.0
    player.practice.input.choose("Line in", 1)
    assert latency.milliseconds == 65.0
    say(LatencyMeasured(40.0))
    player.practice.input.choose("default", 1)
    assert latency.frames() == 3_528
    say(OutputOpened("Headphones", 40.0))
    assert latency.milliseconds == 45.0
    player.close()


def test_they_are_kept_and_nonsense_is_set_aside(tmp_path: Path) -> None:
    kept, name = kept_latencies(tmp_path), SongKey("latency")
    pairs = (PairLatency("default", "Line in", 44.5),)
    kept.save(name, pairs)
    assert kept.load(name) == (pairs, "")
    (tmp_path / "latency.json").write_text(
        '{"format": 1, "latencies": [{"output": "a", "input": "b", "milliseconds": -5}]}'
    )
    assert kept.load(name)[0] == ()
    assert (tmp_path / "latency.json.damaged").exists()
