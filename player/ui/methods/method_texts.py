"""What there is to say of each method, read from `resources/methods.toml`."""

import tomllib
from dataclasses import fields
from functools import cache
from importlib.resources import files
from typing import Any

from player.base.values import dataclass


@dataclass(frozen=True)
class Method:
    """One way to take a mix apart, in plain words."""

    name: str
    title: str
    group: str
    """Which part of the list it stands in: "live", "classic" or "network"."""
    picture: str
    """Name of its drawing (see `pictures`)."""
    shown: str
    """What the drawing shows, for those who do not see it."""
    does: str
    assumes: str
    works: str
    fails: str
    measured: str
    cost: str
    paper: str
    filters: tuple[str, ...] = ()
    """The live filters that it explains, by their names."""
    models: tuple[str, ...] = ()
    """The models that it explains, by their names."""


@cache
def methods() -> dict[str, Method]:
    """All methods by name, in the order of the list."""
    text = (files("resources") / "methods.toml").read_text(encoding="utf-8")
    return {name: _method(name, table) for name, table in tomllib.loads(text).items()}


def method_of(name: str) -> Method | None:
    """The method that explains a live filter or a model; None for a user's own model."""
    return next((each for each in methods().values() if name in each.filters + each.models), None)


def _method(name: str, table: dict[str, Any]) -> Method:
    known = {field.name for field in fields(Method)}
    values: dict[str, Any] = {
        k: tuple(v) if isinstance(v, list) else v for k, v in table.items() if k in known
    }
    return Method(name=name, **values)
