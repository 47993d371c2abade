"""What can be done with the sections at a place of a lane, as entries of a menu."""

from functools import partial

from PySide6.QtWidgets import QMenu

from player.base.units import Frames, StemName
from player.core.mix import SILENT
from player.core.player import Player
from player.core.practice.sections import Section, muted_throughout, section_at, with_gain, without
from player.ui.lanes.menu_entry import add_entry
from player.ui.stem_names import stem_name
from player.ui.widgets.text import decibels
from player.ui.words import tr

GAINS = (6.0, 3.0, -3.0, -6.0, -12.0)


class SectionMenu:
    """Adds to a menu that somebody else shows."""

    def __init__(self, player: Player) -> None:
        self._sections = player.practice.sections
        self._playback = player.playback

    def fill(self, menu: QMenu, stem: StemName, frame: Frames) -> None:
        """Have what is possible with this stem at this frame."""
        sections, name = self._sections, stem_name(stem)
        here = section_at(sections.current, stem, frame)
        passage = sections.passage()
        if here is not None:
            self._fill_section(menu, here)
            menu.addSeparator()
        if passage is not None:
            muted = muted_throughout(sections.current, stem, *passage)
            words = tr("Hear {stem} in the loop") if muted else tr("Silence {stem} in the loop")
            add_entry(menu, words.format(stem=name), partial(sections.toggle_mute, stem))
            gains = menu.addMenu(tr("Level of {stem} in the loop").format(stem=name))
            for gain in GAINS:
                add_entry(gains, decibels(gain, SILENT), partial(sections.put, stem, passage, gain))
        if here is None:
            words = tr("Silence {stem} from here on").format(stem=name)
            add_entry(menu, words, partial(self._silence_from, stem, frame))

    def fill_edits(self, menu: QMenu) -> None:
        """Have what concerns all sections of the song."""
        values = self._sections.values
        menu.addSeparator()
        for words, do, able in (
            (tr("Undo the last change of sections"), values.undo, values.can_undo),
            (tr("Redo the last change of sections"), values.redo, values.can_redo),
            (tr("Remove all sections"), self._sections.clear, bool(self._sections.current)),
        ):
            add_entry(menu, words, do, able=able)

    def _fill_section(self, menu: QMenu, section: Section) -> None:
        levels = menu.addMenu(tr("Level of this section"))
        if not section.muted:
            add_entry(levels, tr("Silent"), lambda: self._set(section, SILENT))
        for gain in GAINS:
            if gain != section.gain:
                add_entry(levels, decibels(gain, SILENT), partial(self._set, section, gain))
        remove = partial(self._remove, section)
        add_entry(menu, tr("Remove this section"), remove)

    def _remove(self, section: Section) -> None:
        values = self._sections.values
        values.set(without(values.current, section))

    def _set(self, section: Section, gain: float) -> None:
        values = self._sections.values
        values.set(with_gain(values.current, section, gain))

    def _silence_from(self, stem: StemName, frame: Frames) -> None:
        """Up to the next section, or to the song's end."""
        later = [e.start for e in self._sections.current if e.stem == stem and e.start > frame]
        stop = min(later, default=self._playback.state.length or 0)
        if stop > frame:
            self._sections.put(stem, (frame, stop), SILENT)
