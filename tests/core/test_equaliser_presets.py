"""Presets: built in and one's own, and the curve of the last time; a damaged file is none."""

from pathlib import Path

import pytest

from player.base.errors import MinusOneError
from player.core.equaliser_presets import MOST, PRESETS, EqualiserPresets
from player.engine.protocol import BANDS, Curve

MINE = Curve(-3.0, tuple(float(n) for n in range(10)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "equaliser.json"


def test_ones_own_presets_and_the_last_curve_come_back(path: Path) -> None:
    presets = EqualiserPresets(path)
    presets.add(" Kitchen ", MINE)
    presets.add("Car", PRESETS["Rock"])
    presets.keep(MINE)
    presets.remove("Car")
    again = EqualiserPresets(path)
    assert (again.own, again.curve) == ({"Kitchen": MINE}, MINE)
    assert again.name(MINE) == "Kitchen"
    assert again.find("kitchen") == MINE


def test_names_are_found_however_they_are_capitalised_and_unknown_ones_refused() -> None:
    presets = EqualiserPresets()
    assert presets.find("bass BOOST") == PRESETS["Bass boost"]
    assert presets.name(Curve(1.0)) == ""
    with pytest.raises(MinusOneError, match="no equaliser preset 'Punk'"):
        presets.find("Punk")


@pytest.mark.parametrize("name", ["", "  ", "Rock"])
def test_a_preset_needs_a_name_of_its_own(path: Path, name: str) -> None:
    with pytest.raises(MinusOneError, match="name of its own"):
        EqualiserPresets(path).add(name, MINE)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"format": 1}', b'{"format": 1, "own": {"a": {}}, "curve": 1}']
)
def test_a_damaged_file_counts_as_none(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    presets = EqualiserPresets(path)
    assert (presets.curve, presets.own) == (Curve(), {})
    presets.keep(MINE)
    assert EqualiserPresets(path).curve == MINE


def test_a_disk_that_refuses_is_told_and_nothing_changes(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    presets = EqualiserPresets(tmp_path / "file" / "equaliser.json")
    with pytest.raises(MinusOneError, match="could not be kept"):
        presets.add("Mine", MINE)
    assert presets.own == {}


@pytest.mark.parametrize("name", PRESETS)
def test_built_in_presets_stay_within_the_sliders_and_do_not_make_songs_louder(name: str) -> None:
    curve = PRESETS[name]
    levels = (curve.preamp, *curve.bands)
    assert len(curve.bands) == len(BANDS)
    assert max(map(abs, levels)) <= MOST
    assert curve.preamp + max(curve.bands) <= 0
