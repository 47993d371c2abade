"""Everything for playing along, in one place: `player.practice`."""

from player.analysis.store import AnalysisStore
from player.base.settings import Settings
from player.base.units import Frames, TrackId
from player.core.kept_value import KeptValue
from player.core.practice import click_settings, training
from player.core.practice.analysis import AnalysisService
from player.core.practice.analysis_finder import AnalysisPlace
from player.core.practice.beat_grid import BeatGrid
from player.core.practice.chord_edits import kept_chords
from player.core.practice.chord_files import ChordFiles
from player.core.practice.chord_sheet import ChordSheet
from player.core.practice.click_control import ClickControl
from player.core.practice.click_settings import ClickSettings, kept_click
from player.core.practice.grid_edits import kept_grids
from player.core.practice.lane_peaks import LanePeaks
from player.core.practice.latency import Latency
from player.core.practice.loops import Loops
from player.core.practice.mixes import Mixes
from player.core.practice.named_mixes import COMMON, kept_mixes
from player.core.practice.peak_store import PeakStore
from player.core.practice.practice_clock import PracticeClock
from player.core.practice.practice_desk import PracticeDesk
from player.core.practice.practice_list import ALL, kept_lists
from player.core.practice.practice_log import PracticeLog
from player.core.practice.practice_room import PracticeRoom
from player.core.practice.practice_tools import PracticeTools
from player.core.practice.recording import Recording
from player.core.practice.section_mixing import SectionMixing
from player.core.practice.sections import kept_sections
from player.core.practice.song_beats import SongBeats
from player.core.practice.song_loops import kept_loops
from player.core.practice.sound_input import SoundInput
from player.core.practice.takes import Takes
from player.core.practice.tempo_control import TempoControl
from player.core.practice.trainer import Trainer
from player.core.practice.training import Training, kept_training
from player.core.practice.tuner import Tuner
from player.core.song_values import SongValues
from player.engine.protocol import SetTempo


class Practice:
    """The controllers for playing along. Main thread only."""

    def __init__(self, tools: PracticeTools) -> None:
        self.tools = tools
        kept = (tools.queue, tools.messages, tools.main_thread, tools.keys)
        playback, queue, messages = tools.playback, tools.queue, tools.messages
        self.beats = SongBeats(playback)
        """Where the beats of songs are, whoever found them."""
        self.analysis = _analysis(tools)
        """What songs are found to be: beats, key and chords."""
        self.grid = BeatGrid(
            SongValues(kept_grids(tools.data), *kept),
            self.analysis,
            self.beats,
            playback,
            queue,
            messages,
        )
        """Beats as the user would rather have them."""
        self.chords = ChordSheet(SongValues(kept_chords(tools.data), *kept), self.analysis, queue)
        """Chords as they are to be fingered."""
        self.chord_files = ChordFiles(
            self.chords, self.beats, self.analysis, queue, messages, tools.main_thread
        )
        self.loops = Loops(
            SongValues(kept_loops(tools.data), *kept), playback, queue, messages, self.beats
        )
        """Loops and markers."""
        for_all = (messages, tools.main_thread)
        self.click = ClickControl(playback, queue, self.beats, messages, _click(tools))
        """The click and the count-in."""
        self.tempo = TempoControl(tools.engine)
        """How fast and in which key everything plays."""
        self.trainer = Trainer(playback, tools.mix, self.loops, messages, _plan(tools))
        """Loops that get faster."""
        self._follow_rounds()
        self.sections = SectionMixing(
            SongValues(kept_sections(tools.data), *kept),
            tools.playback,
            tools.queue,
            tools.messages,
        )
        """Gains of stems over the song's time."""
        self.sections.passage = lambda: self.loops.passage
        common, own = kept_mixes(tools.data)
        self.mixes = Mixes(
            KeptValue(common, COMMON, *for_all, keep=tools.keys is not None),
            SongValues(own, *kept),
            tools.mix,
            tools.queue,
            tools.messages,
        )
        """Mixes under a name."""
        self.desk = PracticeDesk(queue, tools.mix, self.mixes, self.loops, self.click)
        """All that a song is practised with, at once."""
        self._follow_tempo()
        lists = KeptValue(kept_lists(tools.data), ALL, *for_all, keep=tools.keys is not None)
        self.room = PracticeRoom(lists, self.desk, playback, queue, messages)
        """The practice lists."""
        log = None if tools.keys is None else PracticeLog(tools.data / "practice.jsonl")
        self.clock = PracticeClock(log, self.desk.subject, playback, *for_all)
        """How long is practised what."""
        peaks = None if tools.keys is None else (PeakStore(tools.cache / "peaks"), tools.keys)
        self.lanes = LanePeaks(tools.queue, tools.separation, tools.main_thread, peaks)
        """A waveform of each stem."""
        self.input = SoundInput(tools.engine, tools.messages)
        self.tuner = Tuner(tools.engine)
        self.latency = Latency(tools, self.input)
        """How late the microphone is."""
        self.takes = Takes(tools, self.tempo, self.sections)
        self.recording = Recording(tools, self.takes, self.latency.frames, self.tempo)
        self.desk.more += [lambda: self.recording.on, lambda: self.sections.heard]
        self.follow(tools.settings)

    def follow(self, settings: Settings) -> None:
        """Carry out the settings that concern playing along."""
        self.input.choose(settings.input, settings.input_channels)
        self.tuner.set_a4(settings.a4)

    def close(self) -> None:
        """Write what is still to be written, and end the threads."""
        self.analysis.close()
        self.grid.close()
        self.chords.close()
        self.chord_files.close()
        self.loops.close()
        self.click.close()
        self.trainer.close()
        self.sections.close()
        self.mixes.close()
        self.room.close()
        self.clock.close()
        self.lanes.close()
        self.tuner.stop()
        self.recording.close()
        self.takes.close()
        self.latency.close()

    def _follow_tempo(self) -> None:
        """Trainer and practice lists set the tempo; chords are shown as they sound."""
        self.chords.semitones = lambda: self.tempo.tempo.semitones
        self.tempo.changed.connect(self.chords.changed.emit)
        self.trainer.speed = lambda: self.tempo.percent
        self.trainer.set_speed = self.tempo.set_percent
        self.trainer.speed_command = lambda percent: SetTempo(self.tempo.at(percent))
        self.desk.tempo = self.tempo.values
        self.desk.set_tempo = self.tempo.set_values

    def _follow_rounds(self) -> None:
        """Rounds of a loop are counted in as the click is set, and as the trainer wants."""
        self.loops.lead = self.trainer.lead
        self.trainer.counted = self.click.lead_of_rounds
        self.click.changed.connect(self.loops.tell)
        self.click.need_beats = self.analysis.need
        self.loops.parts = self._parts
        self.beats.changed.connect(lambda _track: self.loops.tell())

    def _parts(self, track: TrackId) -> tuple[tuple[Frames, Frames], ...] | None:
        """The parts of a track; None while they are looked for, which begins at the latest now."""
        found = self.analysis.of(track)
        if found is None:
            self.analysis.want(track)
        return None if found is None else found.parts


def _click(tools: PracticeTools) -> KeptValue[ClickSettings]:
    for_all, keep = (tools.messages, tools.main_thread), tools.keys is not None
    return KeptValue(kept_click(tools.data), click_settings.NAME, *for_all, keep=keep)


def _plan(tools: PracticeTools) -> KeptValue[Training]:
    for_all, keep = (tools.messages, tools.main_thread), tools.keys is not None
    return KeptValue(kept_training(tools.data), training.NAME, *for_all, keep=keep)


def _analysis(tools: PracticeTools) -> AnalysisService:
    place = None
    if tools.keys is not None:
        store = AnalysisStore(tools.cache / "analysis")
        place = AnalysisPlace(store, tools.keys, tools.data / "models")
    return AnalysisService(tools.queue, tools.separation, tools.messages, tools.main_thread, place)
