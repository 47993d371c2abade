"""The shapes of guitar chords that every player knows: open ones, and those moved with a barre."""

from collections.abc import Mapping

Frets = tuple[int | None, ...]
"""For each string its fret, 0 for open, None for silent; the lowest string first."""

_E, _A, _D = 4, 9, 2
_MOVED: Mapping[int, Mapping[str, str]] = {
    _E: {
        "": "022100",
        "m": "022000",
        "7": "020100",
        "m7": "020000",
        "maj7": "021100",
        "sus4": "022200",
    },
    _A: {
        "": "x02220",
        "m": "x02210",
        "7": "x02020",
        "m7": "x02010",
        "maj7": "x02120",
        "sus2": "x02200",
        "sus4": "x02230",
        "dim": "x0121x",
        "m7b5": "x0101x",
    },
    _D: {
        "": "xx0232",
        "m": "xx0231",
        "7": "xx0212",
        "m7": "xx0211",
        "maj7": "xx0222",
        "sus2": "xx0230",
        "sus4": "xx0233",
        "dim7": "xx0101",
        "m7b5": "xx0111",
    },
}
"""By root and kind; what is open is under the barre where the shape is moved up."""
_FIXED: Mapping[tuple[int, str], str] = {
    (0, ""): "x32010",
    (0, "7"): "x32310",
    (0, "maj7"): "x32000",
    (0, "aug"): "x32110",
    (5, "maj7"): "xx3210",
    (7, ""): "320003",
    (7, "7"): "320001",
    (7, "maj7"): "320002",
    (11, "7"): "x21202",
}
_HIGHEST = 7


def usual_shape(root: int, kind: str) -> Frets | None:
    """The shape lowest on the neck; None if there is none that everybody knows."""
    fixed = _FIXED.get((root, kind))
    if fixed is not None:
        return _read(fixed, 0)
    found = [
        ((root - home) % 12, shapes[kind]) for home, shapes in _MOVED.items() if kind in shapes
    ]
    near = [(up, shape) for up, shape in found if up <= _HIGHEST]
    return _read(*min(near)[::-1]) if near else None


def _read(shape: str, up: int) -> Frets:
    return tuple(None if fret == "x" else int(fret) + up for fret in shape)
