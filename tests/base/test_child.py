"""A child process: what it says arrives, and its death is noticed."""

import os
import signal
from collections.abc import Iterator

import pytest

from player.base.child import Child
from player.base.errors import AudioFileError, ChildDiedError


@pytest.fixture
def child() -> Iterator[Child]:
    child = Child("tests.base.echo", "hello")
    assert child.receive() == "hello"
    yield child
    child.connection.close()
    child.join()


def test_messages_go_both_ways(child: Child) -> None:
    child.send(("a tuple", 1))
    assert child.receive() == ("a tuple", 1)


def test_an_error_crosses_whole(child: Child) -> None:
    child.send("fail")
    error = child.receive()
    assert type(error) is AudioFileError
    assert (error.message, error.hint) == ("No sound in it.", "Try another file.")


@pytest.mark.parametrize("end", ["die", "return"])
def test_a_child_that_ended_is_noticed(child: Child, end: str) -> None:
    child.send(end)
    with pytest.raises(ChildDiedError, match=r"tests\.base\.echo has ended"):
        child.receive()
    child.join()
    with pytest.raises(ChildDiedError):
        child.send("are you there?")


def test_a_killed_child_is_noticed(child: Child) -> None:
    os.kill(child.pid, signal.SIGKILL)
    with pytest.raises(ChildDiedError):
        child.receive()
    child.join()
    assert not child.alive


def test_a_child_ends_when_its_parent_is_gone(child: Child) -> None:
    child.connection.close()
    child.join()
    assert not child.alive
    assert child._process.exitcode == 0


def test_ctrl_c_is_for_the_parent_alone(child: Child) -> None:
    os.kill(child.pid, signal.SIGINT)
    child.send("still there")
    assert child.receive() == "still there"


def test_a_child_can_be_ended_at_once(child: Child) -> None:
    child.kill()
    assert not child.alive
