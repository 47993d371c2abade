"""Key and tempo of the current song, as they sound now."""

from player.core.player import Player
from player.core.practice.chord_names import key_name
from player.core.practice.song_beats import tempo
from player.ui.words import tr


def sounding_words(player: Player) -> str:
    """As "Key Bm · 96 BPM", as far as it is known."""
    practice, parts = player.practice, []
    key = practice.chords.sounding_key
    if key is not None:
        parts.append(tr("Key {key}").format(key=key_name(key)))
    bpm = tempo(practice.beats.of(player.queue.current)) * practice.tempo.tempo.speed
    if bpm:
        parts.append(tr("{tempo} BPM").format(tempo=f"{bpm:.0f}"))
    return " · ".join(parts)
