"""The playhead goes on between two reports, as fast as the song does."""

from PySide6.QtCore import QObject

from player.base.units import SAMPLE_RATE
from player.ui.playhead import Playhead
from tests.ui.fakes import FakePlayer


def test_it_goes_on_while_the_song_moves_and_stands_while_it_does_not(qapp: QObject) -> None:
    player = FakePlayer()
    player.fill(1)
    owner = QObject(qapp)
    playhead = Playhead(player, owner)
    player.playback.play()
    player.engine.trigger_position(SAMPLE_RATE)
    assert SAMPLE_RATE <= playhead.position <= SAMPLE_RATE * 1.1
    player.engine.trigger_position(SAMPLE_RATE)  # as while bars are counted in
    assert playhead.position == SAMPLE_RATE
    player.playback.pause()
    player.engine.trigger_position(2 * SAMPLE_RATE)
    assert playhead.position == 2 * SAMPLE_RATE
    player.close()
