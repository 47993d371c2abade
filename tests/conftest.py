"""What holds for every test: no display needed, no stray log, nothing left running."""

import gc
import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from player.base.garbage import collect_if_due
from tests.leftovers import Leftovers, running
from tests.logs import StrayLogs

pytest_plugins = ["pytester"]
OFFSCREEN_SAYS = (
    r"^This plugin does not support ((propagateSizeHints|raise)\(\)|grabbing the keyboard)$"
)
_wider_scopes = pytest.StashKey[Leftovers]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """How long a thread or process that a test told to end may take to do so."""
    parser.addini("leftover_grace_s", "seconds", type="float", default=5.0)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let pass what Qt's offscreen screen says of every window; a real one does not."""
    for item in items:
        if "qapp" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_SAYS))


def pytest_configure(config: pytest.Config) -> None:
    """Draw on no screen unless one is asked for by QT_QPA_PLATFORM."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    config.stash[_wider_scopes] = Leftovers()


def pytest_collection_finish() -> None:
    """Set aside what the modules hold: it need not be looked through around every test."""
    gc.collect()
    gc.freeze()
    gc.disable()  # as in the window: see `player.ui.collecting`


@pytest.fixture(autouse=True)
def _garbage_goes_on_the_main_thread() -> Iterator[None]:
    yield
    collect_if_due()


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
) -> Generator[None, object, object]:
    """What a fixture of a wider scope starts may outlive the test that asked for it first."""
    if fixturedef.scope == "function":
        return (yield)
    before = running()
    try:
        return (yield)
    finally:
        request.config.stash[_wider_scopes] |= running() - before


@pytest.fixture(autouse=True)
def _nothing_left_running(pytestconfig: pytest.Config) -> Iterator[None]:
    before = running()
    yield
    new = running() - before - pytestconfig.stash[_wider_scopes]
    left = new.wait_for_the_end(pytestconfig.getini("leftover_grace_s"))
    if left:
        pytest.fail(f"left running: {left}", pytrace=False)


@pytest.fixture(scope="session", autouse=True)
def _nothing_left_at_the_end(pytestconfig: pytest.Config) -> Iterator[None]:
    before = running()
    yield
    new = running() - before
    left = new.wait_for_the_end(pytestconfig.getini("leftover_grace_s"))
    if left:
        pytest.fail(f"left running after all tests: {left}", pytrace=False)


@pytest.fixture(autouse=True)
def stray_logs() -> Iterator[StrayLogs]:
    """Fails the test on a log record of WARNING or above that it did not expect."""
    with StrayLogs() as logs:
        yield logs
    if logs.stray:
        pytest.fail("\n".join(["unexpected log:", *logs.stray]), pytrace=False)


@pytest.fixture(scope="session")
def testdata() -> Path:
    """Real songs and odd files; not part of the project."""
    beside = Path(__file__).parents[2] / "shared" / "testdata"
    folder = Path(os.environ.get("MINUSONE_TESTDATA", beside))
    if not folder.is_dir():
        pytest.skip(f"no test audio in {folder}: set MINUSONE_TESTDATA")
    return folder
