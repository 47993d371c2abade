"""The sections of the song on its lanes: drawn, dragged, and their menu."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QMenu

from player.base.units import MIX, Frames, StemName
from player.core.player import Player
from player.ui.lanes.lane_places import LanePlaces
from player.ui.lanes.lanes_canvas import LanesCanvas
from player.ui.lanes.section_hand import SectionHand
from player.ui.lanes.section_menu import SectionMenu
from player.ui.lanes.section_painting import paint_sections
from player.ui.listen import listen
from player.ui.stem_names import stem_name


class LaneSections(QObject):
    """Joins them with a canvas."""

    def __init__(self, player: Player, canvas: LanesCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._sections = player.practice.sections
        self._menu = SectionMenu(player)
        canvas.overlays.append(self._paint)
        canvas.hands.append(SectionHand(self._sections, player.practice.loops.snapped))
        canvas.menu_asked.connect(self._fill)
        listen(self, self._sections.changed, canvas.update)

    def _paint(self, painter: QPainter, places: LanePlaces) -> None:
        sections = self._sections
        palette = self._canvas.palette()
        paint_sections(painter, places, sections.current, palette, on=sections.on)

    def _fill(self, menu: QMenu, frame: Frames, stem: StemName) -> None:
        stems = [each for each in self._canvas.places.stems if each != MIX]
        if stem in stems:
            self._menu.fill(menu, stem, frame)
        else:  # by key: no lane is pointed at
            for each in stems:
                self._menu.fill(menu.addMenu(stem_name(each).capitalize()), each, frame)
        if stems:
            self._menu.fill_edits(menu)
