"""What the keys do for loops, markers and the trainer; for one hand, while the other one plays."""

from player.core.player import Player
from player.core.practice.loops import Edge, Step
from player.ui.command import Command, Do
from player.ui.words import mark, tr


def _set(edge: Edge) -> Do:
    return lambda player: player.practice.loops.set_edge(edge)


def _nudge(edge: Edge, step: Step, way: int) -> Do:
    return lambda player: player.practice.loops.nudge(edge, step, way)


def _shift(way: int) -> Do:
    return lambda player: player.practice.loops.shift(way)


def _step_loop(way: int) -> Do:
    return lambda player: player.practice.loops.step_loop(way)


def _step_marker(way: int) -> Do:
    return lambda player: player.practice.loops.step_marker(way)


def _keep(player: Player) -> None:
    loops = player.practice.loops
    loops.keep(loops.current.free_name(tr("Loop")))


def _turn_snapping(player: Player) -> None:
    loops = player.practice.loops
    loops.snap = not loops.snap
    loops.changed.emit()


def _nudges(edge: Edge, words: dict[Step, tuple[str, str]], keys: tuple[str, str]) -> list[Command]:
    before = {Step.TEN_MILLISECONDS: "", Step.BEAT: "Shift+", Step.SAMPLE: "Ctrl+Shift+"}
    return [
        Command(
            f"loop-{edge.value}-{step.name.lower().replace('_', '-')}-{name}",
            "Practice",
            text,
            (before[step] + key,),
            _nudge(edge, step, way),
            repeats=True,
        )
        for step, pair in words.items()
        for way, name, text, key in zip((-1, 1), ("earlier", "later"), pair, keys, strict=True)
    ]


_START = {
    Step.BEAT: (mark("Loop start a beat earlier"), mark("Loop start a beat later")),
    Step.TEN_MILLISECONDS: (mark("Loop start 10 ms earlier"), mark("Loop start 10 ms later")),
    Step.SAMPLE: (mark("Loop start a sample earlier"), mark("Loop start a sample later")),
}
_STOP = {
    Step.BEAT: (mark("Loop stop a beat earlier"), mark("Loop stop a beat later")),
    Step.TEN_MILLISECONDS: (mark("Loop stop 10 ms earlier"), mark("Loop stop 10 ms later")),
    Step.SAMPLE: (mark("Loop stop a sample earlier"), mark("Loop stop a sample later")),
}

LOOP_COMMANDS = (
    Command("loop-start", "Practice", mark("Loop starts here"), ("A",), _set(Edge.A)),
    Command("loop-stop", "Practice", mark("Loop stops here"), ("B",), _set(Edge.B)),
    Command(
        "loop",
        "Practice",
        mark("Loop"),
        ("O",),
        lambda p: p.practice.loops.toggle(),
        lambda p: p.practice.loops.on,
    ),
    Command(
        "loop-again",
        "Practice",
        mark("Play from the start of the loop"),
        ("Shift+Space",),
        lambda p: p.practice.loops.again(),
    ),
    Command(
        "loop-clear",
        "Practice",
        mark("Take the loop away"),
        ("Shift+O",),
        lambda p: p.practice.loops.clear(),
    ),
    Command(
        "loop-snap",
        "Practice",
        mark("Loop edges go to beats"),
        ("Shift+B",),
        _turn_snapping,
        lambda p: p.practice.loops.snap,
    ),
    *_nudges(Edge.A, _START, ("D", "F")),
    *_nudges(Edge.B, _STOP, ("J", "K")),
    Command("loop-on", "Practice", mark("Loop what comes next"), ("E",), _shift(1)),
    Command("loop-back", "Practice", mark("Loop what came before"), ("Shift+E",), _shift(-1)),
    Command(
        "loop-section",
        "Practice",
        mark("Loop this part of the song"),
        ("Shift+A",),
        lambda p: p.practice.loops.loop_part(),
    ),
    Command("loop-keep", "Practice", mark("Keep the loop"), ("Shift+L",), _keep),
    Command("loop-next", "Practice", mark("Next kept loop"), ("Alt+Down",), _step_loop(1)),
    Command("loop-previous", "Practice", mark("Previous kept loop"), ("Alt+Up",), _step_loop(-1)),
    Command(
        "marker",
        "Practice",
        mark("Set a marker here"),
        ("N",),
        lambda p: p.practice.loops.mark(tr("Marker")),
    ),
    Command("marker-next", "Practice", mark("Next marker"), ("Alt+Right",), _step_marker(1)),
    Command(
        "marker-previous", "Practice", mark("Previous marker"), ("Alt+Left",), _step_marker(-1)
    ),
    Command("loops", "Practice", mark("Loops and markers…"), ("Ctrl+L",)),
    Command(
        "loop-undo",
        "Practice",
        mark("Undo the last change of loops"),
        ("Ctrl+Alt+Z",),
        lambda p: p.practice.loops.values.undo(),
    ),
    Command(
        "loop-redo",
        "Practice",
        mark("Redo the last change of loops"),
        ("Ctrl+Alt+Shift+Z",),
        lambda p: p.practice.loops.values.redo(),
    ),
    Command(
        "train",
        "Practice",
        mark("Train: the loop gets faster"),
        ("Shift+T",),
        lambda p: p.practice.trainer.toggle(),
        lambda p: p.practice.trainer.running,
    ),
    Command("trainer", "Practice", mark("Speed trainer…"), ("Ctrl+T",)),
)
