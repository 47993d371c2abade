"""A benchmark's figures: how each compares with a peer, as a table and as JSON."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class Best(Enum):
    """Which way a figure is better."""

    LESS = "less"
    MORE = "more"
    DECIBELS = "decibels"
    """More is better, and ten of them are ten times better."""


@dataclass(frozen=True)
class Figure:
    """One measured value, beside a peer's in the same run where there is one."""

    name: str
    value: float
    unit: str
    best: Best = Best.LESS
    limit: float | None = None
    """What it has to reach."""
    peer: str | None = None
    peer_value: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times better than the peer; None where that has no meaning."""
        if self.peer_value is None:
            return None
        if self.best is Best.DECIBELS:
            return float(10 ** ((self.value - self.peer_value) / 10))
        over, under = self.value, self.peer_value
        if self.best is Best.LESS:
            over, under = under, over
        return over / under if over and under else None

    @property
    def reached(self) -> bool | None:
        """Whether the limit holds; None if there is none."""
        if self.limit is None:
            return None
        return self.value <= self.limit if self.best is Best.LESS else self.value >= self.limit

    def row(self) -> tuple[str, ...]:
        """The cells of its row in the table."""
        sign = "≤" if self.best is Best.LESS else "≥"
        return (
            self.name,
            f"{_short(self.value)} {self.unit}",
            "" if self.limit is None else f"{sign} {_short(self.limit)}",
            {True: "yes", False: "NO", None: ""}[self.reached],
            self.peer or "",
            _short(self.peer_value),
            "" if self.ratio is None else f"{_short(self.ratio)}×",
        )


HEADER = ("figure", "value", "limit", "held", "peer", "peer's value", "better")


def table(figures: Sequence[Figure]) -> str:
    """All figures, one line each, under a header."""
    rows = [HEADER, *(figure.row() for figure in figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def write(figures: Sequence[Figure], path: Path) -> None:
    """The figures as JSON."""
    rows = [
        {
            "name": figure.name,
            "value": figure.value,
            "unit": figure.unit,
            "peer": figure.peer,
            "peer_value": figure.peer_value,
            "ratio": figure.ratio,
        }
        for figure in figures
    ]
    path.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _short(value: float | None) -> str:
    """Three digits that count, and none behind a whole number."""
    if value is None:
        return ""
    return f"{value:.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"
