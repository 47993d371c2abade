"""Stems keep their meaning whatever other programs call them."""

from pathlib import Path

import pytest

from player.base.errors import MinusOneError
from player.base.units import StemName
from player.interchange.names import check_distinct, distinct, from_files, from_label, ordered


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Drums", "drums"),
        ("Voc", "vocals"),
        ("VOX", "vocals"),
        ("Acapella", "vocals"),
        ("Bassline", "bass"),
        ("Drums 1", "drums"),
        ("Kick", "kick"),
        ("Lead Synth", "lead synth"),
        ("Pads/FX: \\ wide", "pads fx wide"),
        ("../../etc", "etc"),
        ("Mix", "stem"),
        ("", "stem"),
        ("Gitarre für Élise", "gitarre für élise"),
    ],
)
def test_what_a_stem_file_calls_a_stem(label: str, name: str) -> None:
    assert from_label(label) == name


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (["vocals.wav", "drums.flac"], ["vocals", "drums"]),
        (["Song (Vocals).mp3", "Song (Instrumental).mp3"], ["vocals", "accompaniment"]),
        (["1_a_song_(Vocals).wav", "1_a_song_(Bass).wav"], ["vocals", "bass"]),
        (["vocals.wav", "no_vocals.wav"], ["vocals", "accompaniment"]),
        (["drums.wav", "no_drums.wav"], ["drums", "other"]),
        (["Bass Day - Vox.wav", "Bass Day - Synth 2.wav"], ["vocals", "synth 2"]),
        (["Master of Drums (Vocals).wav"], ["vocals"]),
        (["song mix.wav", "song bass.wav"], ["mix", "bass"]),
        (["Tune (Original Mix).wav", "Tune (Guitar).wav"], ["mix", "guitar"]),
        (["some song.wav"], ["some song"]),
        ([], []),
    ],
)
def test_what_a_file_in_a_folder_is(files: list[str], names: list[str]) -> None:
    assert from_files([Path(file) for file in files]) == names


def test_stems_of_the_same_name_are_numbered() -> None:
    assert distinct(map(StemName, ["synth", "synth", "bass", "synth"])) == [
        "synth",
        "synth 2",
        "bass",
        "synth 3",
    ]


def test_vocals_come_first_and_what_is_left_last() -> None:
    names = map(StemName, ["other", "synth", "bass", "pads", "drums", "vocals", "piano"])
    assert ordered(names) == ["vocals", "drums", "bass", "piano", "synth", "pads", "other"]


def test_two_files_of_one_stem_are_told() -> None:
    files = [Path("a (vocals).wav"), Path("b.wav"), Path("a (vocals).mp3")]
    with pytest.raises(MinusOneError, match=r"a \(vocals\).wav” and “a \(vocals\).mp3” are both"):
        check_distinct([StemName("vocals"), StemName("b"), StemName("vocals")], files)
