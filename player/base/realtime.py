"""Real-time scheduling for a thread that must not come late, by whichever way the system grants it.

Linux only: elsewhere the thread that feeds a device is a privileged one from the start.
"""

import contextlib
import os
import subprocess
import sys
import threading

PRIORITY = 5
"""What PulseAudio gives its own threads; the kernel's own come first."""
_RLIMIT_RTTIME = 15  # not in Python's `resource`
_LONGEST_US = 200_000
"""CPU time that a real-time thread may take at a stretch: RealtimeKit asks for such a limit."""
_PATIENCE = 5.0
_REALTIMEKIT = "org.freedesktop.RealtimeKit1"


def request_realtime() -> None:
    """Have the calling thread run as soon as it has work, from now on or soon; never waits.

    Without the right to ask the kernel, RealtimeKit is asked, which desktops have for this. Where
    it says no as well, all stays as it is.
    """
    if sys.platform != "linux":
        return
    policy = os.SCHED_RR | os.SCHED_RESET_ON_FORK
    try:
        os.sched_setscheduler(0, policy, os.sched_param(PRIORITY))  # 0: this thread alone
    except OSError:
        _ask_realtimekit("MakeThreadRealtimeWithPID", f"uint32:{PRIORITY}")


def request_nice(nice: int) -> None:
    """Ask RealtimeKit for a nice value below zero, for the calling thread; never waits."""
    if sys.platform == "linux":
        _ask_realtimekit("MakeThreadHighPriorityWithPID", f"int32:{nice}")


def _ask_realtimekit(member: str, wish: str) -> None:
    path = "/" + _REALTIMEKIT.replace(".", "/")
    who = [f"uint64:{os.getpid()}", f"uint64:{threading.get_native_id()}"]
    call = ["dbus-send", "--system", "--print-reply", f"--dest={_REALTIMEKIT}"]
    call += [path, f"{_REALTIMEKIT}.{member}", *who, wish]
    threading.Thread(target=_call, args=(call,), name="realtime", daemon=True).start()


def _call(command: list[str]) -> None:
    import resource  # not on Windows

    with contextlib.suppress(OSError, ValueError, subprocess.TimeoutExpired):
        resource.setrlimit(_RLIMIT_RTTIME, (_LONGEST_US, _LONGEST_US))
        subprocess.run(command, capture_output=True, check=False, timeout=_PATIENCE)
