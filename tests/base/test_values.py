"""Values behave as frozen dataclasses of the standard library do."""

import pickle
from collections.abc import Callable
from copy import copy
from dataclasses import FrozenInstanceError, asdict, field, fields, is_dataclass, replace
from dataclasses import dataclass as usual
from typing import Any

import pytest

from player.base.values import dataclass


@usual(frozen=True)
class Usual:
    name: str
    size: int = 3
    parts: tuple[str, ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class Ours:
    name: str
    size: int = 3
    parts: tuple[str, ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class Wide(Ours):
    wide: bool = True


@dataclass(frozen=True)
class Nothing:
    pass


@dataclass(frozen=True)
class One:
    only: str


@dataclass(frozen=True)
class Checked:
    size: int

    def __post_init__(self) -> None:
        if self.size < 0:
            raise ValueError("too small")


GIVEN: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("a",), {}),
    (("a", 4), {}),
    (("a",), {"size": 5}),
    ((), {"name": "b", "parts": ("x",)}),
    (("a", 4, ("y",)), {}),
]


@pytest.mark.parametrize(("given", "named"), GIVEN)
def test_they_are_made_and_shown_alike(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    ours, theirs = Ours(*given, **named), Usual(*given, **named)
    assert asdict(ours) == asdict(theirs)
    assert repr(ours).replace("Ours", "Usual") == repr(theirs)
    assert hash(ours) == hash(theirs)
    assert ours == Ours(*given, **named)
    assert ours != replace(ours, name="another")
    assert bool(ours == theirs) is False  # type: ignore[comparison-overlap]
    assert replace(ours, size=9) == Ours(ours.name, 9, ours.parts)
    assert pickle.loads(pickle.dumps(ours)) == ours == copy(ours)  # noqa: S301 - our own
    assert [each.name for each in fields(ours)] == [each.name for each in fields(theirs)]


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ((), {}),
        (("a", 1, (), 4), {}),
        (("a",), {"name": "b"}),
        (("a",), {"colour": 1}),
        ((), {"colour": 1}),
    ],
)
def test_what_does_not_fit_is_refused(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    kinds: tuple[Callable[..., object], ...] = (Usual, Ours)
    for kind in kinds:
        with pytest.raises(TypeError):
            kind(*given, **named)


def test_they_do_not_change() -> None:
    value: Any = Ours("a")
    with pytest.raises(FrozenInstanceError):
        value.name = "b"
    with pytest.raises(FrozenInstanceError):
        value.colour = 1
    with pytest.raises(FrozenInstanceError):
        del value.name
    assert value == Ours("a")


def test_classes_of_every_shape() -> None:
    assert Wide("a") == Wide("a", 3, (), wide=True)
    assert Wide("a") != Ours("a")
    assert Nothing() == Nothing()
    assert hash(One("a")) == hash(("a",))
    assert repr(One("a")) == "One(only='a')"
    with pytest.raises(ValueError, match="too small"):
        Checked(-1)
    with pytest.raises(ValueError, match="too small"):
        replace(Checked(1), size=-1)
    match Ours("a", 7):
        case Ours(name, size):
            assert (name, size) == ("a", 7)
    assert is_dataclass(Ours)
