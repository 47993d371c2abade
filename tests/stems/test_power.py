"""On battery and on a busy machine, work that nobody waits for waits."""

from pathlib import Path

import pytest

from player.stems.power import Cores, Manners, PowerGate, on_battery


def supply(root: Path, name: str, **lines: str) -> None:
    """A folder as the kernel makes one for each source of power."""
    folder = root / name
    folder.mkdir(parents=True, exist_ok=True)
    for line, content in lines.items():
        (folder / line).write_text(content + "\n")


@pytest.mark.parametrize(
    ("online", "status", "battery"),
    [("0", "Discharging", True), ("1", "Charging", False), ("1", "Full", False)],
)
def test_a_laptop(tmp_path: Path, online: str, status: str, battery: bool) -> None:
    supply(tmp_path, "AC", type="Mains", online=online)
    supply(tmp_path, "BAT0", type="Battery", status=status)
    assert on_battery(tmp_path) == battery


def test_a_weak_charger_is_a_charger(tmp_path: Path) -> None:
    supply(tmp_path, "ucsi-source-psy-1", type="USB", online="1")
    supply(tmp_path, "BAT0", type="Battery", status="Discharging")
    assert not on_battery(tmp_path)


def test_a_mouse_on_battery_is_no_reason(tmp_path: Path) -> None:
    supply(tmp_path, "hid-mouse", type="Battery", scope="Device", status="Discharging")
    assert not on_battery(tmp_path)


def test_a_machine_without_any_battery(tmp_path: Path) -> None:
    assert not on_battery(tmp_path)
    assert not on_battery(tmp_path / "nothing")


class Machine:
    """A /proc of two cores, in which time passes as the test says. Ticks of 10 ms."""

    def __init__(self, proc: Path) -> None:
        self.proc = proc
        self.others = self.own = self.idle = 1_000
        self.write()

    def write(self) -> None:
        (self.proc / "7").mkdir(exist_ok=True)
        fields = ["S", *["0"] * 10, str(self.own), "0"]
        (self.proc / "7" / "stat").write_text("7 (odd (name) here) " + " ".join(fields))
        (self.proc / "stat").write_text(
            f"cpu  {self.others} {self.own} 0 {self.idle} 0 0 0 0 0 0\ncpu0 1 1 1 1 1 1 1 1\n"
        )

    def second(self, others: float, own: float) -> None:
        """One second passes; `others` and `own` are shares of all cores."""
        self.others += round(200 * others)
        self.own += round(200 * own)
        self.idle += round(200 * (1 - others - own))
        self.write()


def test_busy_is_what_others_take_and_not_ourselves(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    cores = Cores(lambda: (7, 0), tmp_path)
    seen = [cores.busy()]
    for others, own in [(0.0, 1.0), (0.2, 0.8), (0.7, 0.3), (0.4, 0.6), (0.1, 0.9)]:
        machine.second(others, own)
        seen.append(cores.busy())
    assert seen == [False, False, False, True, True, False]


def test_what_the_system_does_not_tell_is_not_busy(tmp_path: Path) -> None:
    cores = Cores(lambda: (), tmp_path)
    assert not cores.busy()
    assert not cores.busy()


def test_the_reason_in_words_and_only_for_what_the_user_minds(tmp_path: Path) -> None:
    supply(tmp_path / "supplies", "BAT0", type="Battery", status="Discharging")
    machine = Machine(tmp_path)

    def gate(manners: Manners) -> PowerGate:
        return PowerGate(manners, lambda: (7,), tmp_path / "supplies", tmp_path, every=0)

    assert gate(Manners()).reason() == "on battery"
    assert gate(Manners(on_battery=False, when_busy=False)).reason() == ""
    busy = gate(Manners(on_battery=False))
    assert busy.reason() == ""
    machine.second(0.9, 0.1)
    assert busy.reason() == "the computer is busy"


def test_the_machine_is_not_looked_at_all_the_time(tmp_path: Path) -> None:
    gate = PowerGate(Manners(), lambda: (), tmp_path, tmp_path, every=3_600)
    assert gate.reason() == ""
    supply(tmp_path, "BAT0", type="Battery", status="Discharging")
    assert gate.reason() == ""
