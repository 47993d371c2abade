"""Integrated loudness (EBU R128, ITU-R BS.1770) and peak of sound that comes piece by piece."""

import math
from collections.abc import Iterator
from fractions import Fraction

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.error import BlockingIOError as NothingYet
from av.error import EOFError as Over
from av.filter import Graph

from player.base.units import CHANNELS, SAMPLE_RATE, Decibels, Pcm
from player.loudness.loudness import RELATIVE, Loudness

_SILENT: Decibels = -70.0
_BASE = Fraction(1, SAMPLE_RATE)
_MOMENTARY, _INTEGRATED = "lavfi.r128.M", "lavfi.r128.I"


class LoudnessMeter:
    """FFmpeg's `ebur128` filter: 400 ms blocks, 75 % overlap, both gates. Not for two threads."""

    def __init__(self) -> None:
        av.logging.set_level(None)
        self._graph = Graph()
        self._source = self._graph.add_abuffer(
            format="flt", sample_rate=SAMPLE_RATE, layout="stereo", time_base=_BASE
        )
        meter = self._graph.add("ebur128", "metadata=1:framelog=quiet")
        self._sink = self._graph.add("abuffersink")
        self._source.link_to(meter)
        meter.link_to(self._sink)
        self._graph.configure()
        self._frames = 0
        self._peak = 0.0
        self._moments: list[Decibels] = []
        self._integrated = -math.inf

    def add(self, sound: Pcm) -> None:
        """Take in the next frames (n, 2)."""
        if not len(sound):
            return
        self._peak = max(self._peak, float(np.abs(sound).max()))
        flat = np.ascontiguousarray(sound, np.float32).reshape(1, CHANNELS * len(sound))
        frame = AudioFrame.from_ndarray(flat, format="flt", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, self._frames, _BASE
        self._frames += len(sound)
        self._source.push(frame)
        for done in self._measured():
            values = done.metadata
            if _MOMENTARY in values:
                self._moments.append(float(values[_MOMENTARY]))
                self._integrated = float(values[_INTEGRATED])

    def result(self) -> Loudness | None:
        """What was measured; None for silence, and for what is shorter than 400 ms."""
        if self._integrated <= _SILENT:
            return None
        gate = max(_SILENT, self._integrated + RELATIVE)
        blocks = sum(moment > gate for moment in self._moments)
        return Loudness(self._integrated, self._peak, blocks)

    def _measured(self) -> Iterator[AudioFrame]:
        while True:
            try:
                frame = self._sink.pull()
            except (NothingYet, Over):
                return
            if isinstance(frame, AudioFrame):
                yield frame
