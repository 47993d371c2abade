"""Drawings of methods that go by what a spectrogram looks like, and of networks."""

import math

from player.ui.methods.sketch import Sketch
from player.ui.widgets.colours import ACCENT, DIM, GROOVE, HOT, LINE, TEXT, Role
from player.ui.words import tr

_PLOT = (30.0, 24.0, 300.0, 146.0)


def _spectrogram(sketch: Sketch) -> None:
    sketch.field(_PLOT, (tr("time"),), tr("frequency"))


def _glide(y: float, high: float, start: int = 44, stop: int = 318) -> list[tuple[float, float]]:
    return [(x, y - high * math.sin((x - 44) / 34)) for x in range(start, stop, 4)]


def draw_ridges(sketch: Sketch) -> None:
    """Ridges that last, and strokes that are short."""
    _spectrogram(sketch)
    for y, start, stop in ((52, 60, 200), (78, 44, 320), (104, 140, 320), (138, 44, 230)):
        sketch.line([(start, y), (stop, y)], ACCENT, 5)
    for x in (96, 176, 256):
        sketch.line([(x, 30), (x, 164)], HOT, 5)
    sketch.plate(320, 92, tr("lasts: the rest"), "right")
    sketch.plate(244, 154, tr("short: drums"))


def draw_repeat(sketch: Sketch) -> None:
    """A tile that comes again and again, and a line that does not."""
    sketch.field((30, 24, 300, 116), (tr("time"),), tr("frequency"))
    for number in range(4):
        left = 34 + 74 * number
        sketch.box((left, 30, 68, 104), GROOVE, 0.18)
        for x, y, wide in ((8, 84, 26), (36, 60, 24), (12, 40, 44), (44, 90, 16)):
            sketch.box((left + x, 28 + y, wide, 7), GROOVE, 0.9, edge=False)
    points = [(x, 62 - 18 * math.sin(x / 31) - 12 * math.sin(x / 13.7)) for x in range(40, 322, 3)]
    sketch.line(points, ACCENT, 4)
    sketch.words(30, 168, tr("comes again: accompaniment"), TEXT)
    sketch.words(30, 186, tr("does not: voice"), ACCENT)


def draw_parts(sketch: Sketch) -> None:
    """A spectrogram as a sum of spectra, each with its times."""
    sketch.box((20, 60, 92, 100), GROOVE, 0.15)
    inks = (ACCENT, HOT, DIM)
    bars = ((0, 3, 6), (1, 4), (2, 5, 7))
    beats = ((0, 4), (2, 6), (1, 3, 5))
    for ink, rows, columns in zip(inks, bars, beats, strict=True):
        for row in rows:
            for column in columns:
                sketch.box((23 + 11 * column, 63 + 12 * row, 9, 9), ink, 0.85, edge=False)
    sketch.words(66, 44, tr("the song"), TEXT, "centre")
    sketch.words(130, 110, "≈", TEXT, "centre")
    for number, (ink, rows) in enumerate(zip(inks, bars, strict=True)):
        sketch.box((150 + 22 * number, 60, 16, 100), LINE, 0.0)
        for row in rows:
            sketch.box((152 + 22 * number, 63 + 12 * row, 12, 9), ink, 0.85, edge=False)
    sketch.words(181, 44, tr("parts"), TEXT, "centre")
    sketch.words(230, 110, "×", TEXT, "centre")
    for number, (ink, columns) in enumerate(zip(inks, beats, strict=True)):
        sketch.box((248, 72 + 28 * number, 92, 18), LINE, 0.0)
        for column in columns:
            sketch.box((251 + 11 * column, 75 + 28 * number, 9, 12), ink, 0.85, edge=False)
    sketch.words(294, 44, tr("when they sound"), TEXT, "centre")


def draw_comb(sketch: Sketch) -> None:
    """One pitch over time, and its overtones above it."""
    _spectrogram(sketch)
    for number in range(1, 6):
        wide = 8 if number == 1 else 5
        sketch.line(_glide(164 - 24 * number, 1.5 + 1.4 * number), ACCENT, wide)
    for x, y in ((70, 103), (122, 52), (208, 133), (246, 85), (296, 108)):
        sketch.box((x, y, 22, 5), GROOVE, 0.9, edge=False)
    sketch.words(36, 160, tr("pitch"), TEXT)
    sketch.plate(322, 34, tr("its overtones"), "right")


def _grid(sketch: Sketch, left: float, top: float, *, mask: bool) -> None:
    for row in range(7):
        for column in range(7):
            voice = abs(row - 3 - 1.4 * math.sin(column * 0.9)) < 1
            share = (0.9 if voice else 0.08) if mask else (0.9 if voice else 0.5)
            ink: Role = ACCENT if voice else GROOVE
            sketch.box((left + 12 * column, top + 12 * row, 10, 10), ink, share, edge=False)


def draw_mask(sketch: Sketch) -> None:
    """A spectrogram through a network in the shape of a U, which gives a mask."""
    _grid(sketch, 14, 52, mask=False)
    _grid(sketch, 264, 52, mask=True)
    highs = (84, 62, 42, 24, 42, 62, 84)
    for number, high in enumerate(highs):
        depth = 84 - high
        sketch.box((118 + 18 * number, 52 + depth * 0.9, 12, high), DIM, 0.35)
    sketch.line([(130, 58), (226, 58)], HOT, 1.5, dashed=True)
    sketch.words(55, 34, tr("spectrogram"), TEXT, "centre")
    sketch.words(178, 34, tr("network"), TEXT, "centre")
    sketch.words(305, 34, tr("mask"), TEXT, "centre")
    sketch.words(180, 176, tr("how much of each point is voice"), side="centre")


def draw_split(sketch: Sketch) -> None:
    """What the voice leaves, divided by what is short, low and long."""
    _spectrogram(sketch)
    sketch.box((32, 132, 296, 36), HOT, 0.35, edge=False)
    for x in (76, 148, 220, 292):
        sketch.line([(x, 30), (x, 128)], TEXT, 4)
    for y in (50, 78, 106):
        sketch.line([(44, y), (318, y)], ACCENT, 4)
    sketch.words(180, 150, tr("low: bass"), TEXT, "centre")
    sketch.plate(284, 38, tr("short: drums"), "right")
    sketch.plate(84, 92, tr("long: other"))


def draw_studio(sketch: Sketch) -> None:
    """A wave goes into a network, and the waves of the parts come out."""

    def wave(left: float, middle: float, high: float, speed: float, ink: Role) -> None:
        for step in range(30):
            up = high * (0.25 + abs(math.sin(step * speed)))
            sketch.line([(left + 3 * step, middle - up), (left + 3 * step, middle + up)], ink, 2)

    wave(14, 100, 26, 0.9, GROOVE)
    sketch.box((122, 44, 92, 112), DIM, 0.15)
    for row in range(4):
        for column in range(4):
            sketch.blob(140 + 19 * column, 66 + 23 * row, (4, 4), DIM, 0.8)
    parts = (tr("voice"), tr("drums"), tr("bass"), tr("other"))
    inks = (ACCENT, HOT, TEXT, DIM)
    for number, (text, ink) in enumerate(zip(parts, inks, strict=True)):
        wave(224, 40 + 40 * number, 11, 0.5 + 0.4 * number, ink)
        sketch.words(320, 40 + 40 * number, text, TEXT)
    sketch.words(57, 46, tr("the song"), TEXT, "centre")
    sketch.words(168, 32, tr("network"), TEXT, "centre")
