"""Sections of a song through the whole player: heard, undone, and there again the next time."""

from collections.abc import Callable
from pathlib import Path

from player.base.units import SAMPLE_RATE
from player.core.mix import SILENT, VOCALS
from player.core.practice.sections import Section
from tests.core.rig import Rig

START, STOP = 2 * SAMPLE_RATE, 6 * SAMPLE_RATE


def test_a_section_is_heard_undone_and_there_again(
    start: Callable[[], Rig], songs: list[Path]
) -> None:
    rig = start()
    playback, sections = rig.player.playback, rig.player.practice.sections
    (track,) = rig.open(songs[-1])
    playback.load(rig.player.queue.tracks[0], play=False)
    sections.put(VOCALS, (START, STOP), SILENT)
    rig.ready(track)  # nobody asked for stems, and the mixer stands at the original
    silent = _silent(rig)
    playback.seek(START + SAMPLE_RATE)
    playback.play()
    rig.until(silent)
    assert sections.acting(VOCALS) == Section(VOCALS, START, STOP)
    sections.set_on(False)
    rig.until(lambda: not silent())
    sections.set_on(True)
    rig.until(silent)
    sections.values.undo()
    rig.until(lambda: not silent())
    sections.values.redo()
    rig.close()

    again = start()
    (track,) = again.open(songs[-1])
    silent = _silent(again)
    again.player.playback.load(again.player.queue.tracks[0], START + SAMPLE_RATE)
    again.until(silent)
    assert again.player.practice.sections.current == (Section(VOCALS, START, STOP),)


def test_a_key_mutes_a_stem_in_the_loop_and_takes_it_back(
    start: Callable[[], Rig], songs: list[Path]
) -> None:
    rig = start()
    (track,) = rig.open(songs[0])
    rig.player.queue.set_current(track)
    sections = rig.player.practice.sections
    sections.toggle_mute(VOCALS)
    assert not sections.current
    assert "no loop" in rig.player.messages.recent[-1].text
    sections.passage = lambda: (1_000, 5_000)
    found = []
    for _ in range(2):
        sections.toggle_mute(VOCALS)
        found.append(sections.current)
    assert found == [(Section(VOCALS, 1_000, 5_000),), ()]


def _silent(rig: Rig) -> Callable[[], bool]:
    """Whether stems sound now, and the voice is none of them."""
    peaks: list[float] = [1.0]
    rig.player.playback.levels.connect(
        lambda levels: peaks.append(max(levels.stems.get(VOCALS, (1.0, 1.0))))
    )
    return lambda: peaks[-1] == 0.0
