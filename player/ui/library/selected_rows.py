"""Which rows are chosen, as ranges: a list with a million of them has one."""

from PySide6.QtCore import QItemSelection


def row_ranges(selection: QItemSelection) -> list[tuple[int, int]]:
    """The first and the last row of each range, from the top down."""
    ranges = (selection.at(number) for number in range(selection.count()))
    return sorted((each.top(), each.bottom()) for each in ranges)
