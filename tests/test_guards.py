"""The guards in conftest do guard: each is shown a test that it must fail."""

from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]

GUARDED = """
import logging, subprocess, sys, threading, warnings
import pytest

def test_clean():
    threading.Thread(target=print).start()

def test_leaves_thread(kept):
    kept.append(threading.Event())
    threading.Thread(target=kept[-1].wait, daemon=True, name="forgotten").start()

def test_leaves_process(kept):
    kept.append(subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE))

def test_leaves_timer(qapp, kept):
    from PySide6.QtCore import QTimer
    kept.append(QTimer())
    kept[-1].start(1000)

def test_logs_a_warning():
    logging.getLogger("stray").warning("unforeseen")

def test_expects_its_log(stray_logs):
    stray_logs.expect("foreseen")
    logging.getLogger("known").warning("foreseen")

def test_warns():
    warnings.warn("old ways")

def test_uses_what_the_module_started(process):
    assert process.poll() is None

@pytest.fixture(scope="module")
def process():
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield process
        process.communicate(b"end")

@pytest.fixture(scope="session")
def kept():
    kept = []
    yield kept
    for thing in kept:
        if isinstance(thing, threading.Event):
            thing.set()
        elif isinstance(thing, subprocess.Popen):
            thing.communicate(b"end")
        else:
            thing.stop()
"""


def test_each_guard_fails_the_test_it_must(pytester: pytest.Pytester) -> None:
    """Threads, processes, timers, logs and warnings; and nothing else."""
    pytester.makeconftest(Path(__file__).with_name("conftest.py").read_text())
    pytester.makeini("[pytest]\nfilterwarnings = error\nqt_api = pyside6\nleftover_grace_s = 0.1\n")
    pytester.makepyfile(GUARDED)
    result = pytester.runpytest_subprocess(
        "-p", "no:cacheprovider", f"--rootdir={pytester.path}", "-o", f"pythonpath={REPOSITORY}"
    )
    failed = {line.split("::")[1].split(" ")[0] for line in result.outlines if "::" in line}
    assert failed == {
        "test_leaves_thread",
        "test_leaves_process",
        "test_leaves_timer",
        "test_logs_a_warning",
        "test_warns",
    }
    result.stdout.fnmatch_lines(["*left running: thread forgotten*", "*stray: unforeseen*"])
    result.assert_outcomes(passed=7, failed=1, errors=4)


@pytest.mark.parametrize("package", ["PySide6", "torch"])
def test_a_blocked_package_cannot_be_imported(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    """Not in the tests' own process, and not in a child of it."""
    pytester.makepyfile(f"""
        import subprocess, sys
        import pytest

        def test_here():
            with pytest.raises(ModuleNotFoundError, match="blocked"):
                import {package}

        def test_in_a_child():
            child = subprocess.run([sys.executable, "-c", "import {package}"], stderr=-1)
            assert b"blocked" in child.stderr
    """)
    monkeypatch.setenv("MINUSONE_BLOCK", package)
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    result = pytester.runpytest_subprocess("-p", "tests.block")
    result.assert_outcomes(passed=2)
