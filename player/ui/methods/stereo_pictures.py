"""Drawings of methods that go by where a sound is in the stereo image, or by how loud it is."""

import math
from collections.abc import Callable

from player.ui.methods.sketch import Sketch
from player.ui.widgets.colours import ACCENT, DIM, GROOVE, HOT, LINE, TEXT
from player.ui.words import tr

_PLANE = (30.0, 24.0, 300.0, 146.0)


def _wave(left: float, middle: float, high: Callable[[float], float]) -> list[tuple[float, float]]:
    return [(left + step, middle - high(step / 30)) for step in range(0, 211, 3)]


def draw_inversion(sketch: Sketch) -> None:
    """Two waves that cancel, and what is left."""

    def voice(turns: float) -> float:
        return 13 * math.sin(turns * 3) + 6 * math.sin(turns * 7 + 1)

    rows = (tr("left"), tr("right, inverted"), tr("added"))
    for number, text in enumerate(rows):
        y = 36 + 64 * number
        sketch.line([(126, y), (340, y)], LINE, 1)
        sketch.words(16, y, text, TEXT)
    sketch.line(_wave(128, 36, voice), ACCENT)
    sketch.line(_wave(128, 100, lambda turns: -voice(turns)), ACCENT)
    sketch.line(_wave(128, 164, lambda turns: 3 * math.sin(turns * 11)), DIM)
    sketch.words(16, 182, tr("what is alike is gone"))


def draw_mid_side(sketch: Sketch) -> None:
    """A cloud of sound with its two axes."""
    sketch.blob(180, 100, (30, 78), ACCENT, 0.45)
    sketch.blob(180, 100, (86, 20), HOT, 0.4)
    sketch.line([(104, 24), (256, 176)], LINE, 1)
    sketch.line([(256, 24), (104, 176)], LINE, 1)
    sketch.words(96, 20, tr("left"), side="right")
    sketch.words(264, 20, tr("right"))
    sketch.arrow((180, 100), (180, 12), ACCENT)
    sketch.arrow((180, 100), (290, 100), HOT)
    sketch.words(192, 18, tr("mid"), TEXT)
    sketch.words(298, 100, tr("side"), TEXT)


def _plane(sketch: Sketch) -> None:
    ends = (tr("left"), tr("middle"), tr("right"))
    sketch.field(_PLANE, ends, tr("frequency"))


def _band_of_the_middle(sketch: Sketch) -> None:
    sketch.box((150, 25, 60, 106), ACCENT, 0.16)
    sketch.line([(31, 131), (329, 131)], DIM, 1, dashed=True)


def draw_centre(sketch: Sketch) -> None:
    """The plane of pan and frequency with its middle cut out, but for the bass."""
    _plane(sketch)
    _band_of_the_middle(sketch)
    sketch.blob(82, 78, (32, 26), GROOVE)
    sketch.blob(282, 66, (30, 24), GROOVE)
    sketch.blob(180, 80, (22, 34), ACCENT)
    sketch.blob(180, 152, (28, 12), GROOVE)
    sketch.words(82, 78, tr("guitar"), TEXT, "centre")
    sketch.words(282, 66, tr("keys"), TEXT, "centre")
    sketch.words(180, 36, tr("cut"), TEXT, "centre")
    sketch.words(180, 152, tr("bass stays"), TEXT, "centre")


def draw_voice(sketch: Sketch) -> None:
    """What lasts in the middle is the voice; short strokes are drums."""
    sketch.field(_PLANE, (tr("time"), tr("the middle only")), tr("frequency"))
    for number in range(4):
        y = 132 - 26 * number
        points = [(50 + step, y - 7 * math.sin(step / 26)) for step in range(0, 262, 4)]
        sketch.line(points, ACCENT, 3)
    for x in (92, 172, 252):
        sketch.line([(x, 30), (x, 164)], HOT, 4)
    sketch.plate(314, 44, tr("voice: cut"), "right")
    sketch.plate(182, 156, tr("drums: stay"))


def draw_azimuth(sketch: Sketch) -> None:
    """Sources around a listener, and a window over one direction."""
    middle = (180.0, 172.0)

    def at(pan: float, reach: float) -> tuple[float, float]:
        angle = math.radians(90 - pan * 80)
        return middle[0] + reach * math.cos(angle), middle[1] - reach * math.sin(angle)

    pans = [0.14 + step / 100 for step in range(0, 45, 3)]
    sketch.shape([middle, *(at(pan, 152) for pan in pans)], ACCENT, 0.2)
    sketch.line([at(step / 20, 136) for step in range(-20, 21)], LINE, 1)
    for pan, text, ink in ((-0.75, "1", GROOVE), (-0.2, "2", GROOVE), (0.35, "3", ACCENT)):
        sketch.blob(*at(pan, 118), (14, 14), ink, 0.8)
        sketch.words(*at(pan, 118), text, TEXT, "centre")
    sketch.blob(*middle, (5, 5), DIM, 1.0)
    sketch.words(14, 176, tr("left"))
    sketch.words(346, 176, tr("right"), side="right")
    sketch.words(346, 24, tr("heard"), TEXT, "right")
    sketch.arrow((306, 26), (256, 42), DIM)


def _spectrum(x: float) -> float:
    peaks = ((60, 62), (118, 96), (172, 84), (232, 58), (290, 34))
    return 12 + sum(high * math.exp(-(((x - place) / 19) ** 2)) for place, high in peaks)


def draw_band(sketch: Sketch) -> None:
    """A spectrum and the window of it that is let through."""
    sketch.field(_PLANE, (tr("low"), tr("frequency"), tr("high")), tr("level"))
    curve = [(float(x), 169 - _spectrum(x)) for x in range(32, 330, 3)]
    sketch.shape([(32, 169), *curve, (329, 169)], GROOVE, 0.35, edge=False)
    heard = curve[22:58]
    sketch.shape([(heard[0][0], 169), *heard, (heard[-1][0], 169)], ACCENT, 0.55, edge=False)
    window = [(32, 168), (84, 168), (104, 48), (196, 48), (216, 168), (329, 168)]
    sketch.line(window, ACCENT)
    sketch.words(150, 38, tr("heard"), TEXT, "centre")


def draw_gate(sketch: Sketch) -> None:
    """A level over time: only what is above the threshold comes through."""
    sketch.field(_PLANE, (tr("time"), tr("one band of many")), tr("level"))
    threshold = 108.0
    hits = (58.0, 132.0, 206.0, 280.0)
    highs = (96.0, 34.0, 92.0, 30.0)

    def level(x: float) -> float:
        swells = (
            high * math.exp(-(x - hit) / 22)
            for hit, high in zip(hits, highs, strict=True)
            if x >= hit
        )
        return 168 - max(10.0, sum(swells))

    for x in range(32, 328, 3):
        open_ = level(x) < threshold
        top = level(x)
        sketch.box((x, top, 2.4, 169 - top), ACCENT if open_ else GROOVE, 0.8, edge=False)
    sketch.line([(31, threshold), (329, threshold)], HOT, 1.5, dashed=True)
    sketch.words(326, threshold - 9, tr("threshold"), TEXT, "right")
    sketch.words(74, 50, tr("open"), TEXT)
    sketch.words(152, 150, tr("shut"), TEXT)


def draw_region(sketch: Sketch) -> None:
    """A shape drawn by hand around one instrument of the plane."""
    _plane(sketch)
    sketch.blob(94, 96, (30, 26), ACCENT)
    sketch.blob(180, 70, (22, 30), GROOVE)
    sketch.blob(262, 90, (30, 22), GROOVE)
    sketch.blob(180, 150, (28, 12), GROOVE)
    sketch.shape(
        [(52, 92), (64, 62), (98, 54), (134, 68), (138, 104), (120, 132), (80, 136), (56, 118)],
        ACCENT,
        0.12,
    )
    sketch.words(94, 96, tr("guitar"), TEXT, "centre")
    sketch.words(60, 42, tr("solo, cut or gain"), TEXT)


def draw_independent(sketch: Sketch) -> None:
    """A cloud of samples that lies along two directions."""
    sketch.field((80, 24, 200, 146), (tr("left channel"),), tr("right channel"))
    for step in range(64):
        far = 62 * math.sin(step * 2.4) * abs(math.sin(step * 1.3))
        off = 5 * math.sin(step * 5.1)
        sketch.blob(180 + far * 1.2 + off, 97 + far * 0.35 - off, (2, 2), ACCENT, 0.8)
        sketch.blob(180 + far * 0.4 - off, 97 - far + off, (2, 2), HOT, 0.8)
    sketch.arrow((180, 97), (264, 121), ACCENT)
    sketch.arrow((180, 97), (208, 32), HOT)
    sketch.words(286, 128, tr("source 1"), TEXT)
    sketch.words(218, 36, tr("source 2"), TEXT)
