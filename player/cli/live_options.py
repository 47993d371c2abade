"""Live filters on the command line: `--live NAME[:param=value,…]`."""

import argparse
from dataclasses import replace
from difflib import get_close_matches

from player.engine.live.kinds import (
    NAMED,
    SUMMARIES,
    Choice,
    LiveFilter,
    LiveFilterError,
    Mode,
    Range,
    parameters,
)


def add_live_options(parser: argparse.ArgumentParser) -> None:
    """The option, and the list of filters below the command's help."""
    parser.add_argument(
        "--live",
        action="append",
        default=[],
        metavar="NAME[:PARAM=VALUE,…]",
        help="filter the sound live (see below); several are applied in this order",
    )
    parser.epilog = "\n".join(("Live filters and what they are without further words:", *lines()))


def lines() -> list[str]:
    """All filters with their parameters, for people."""
    told = []
    for name, wanted in NAMED.items():
        told.append(f"  {name}: {SUMMARIES[name]}")
        for parameter, allowed in parameters(type(wanted)).items():
            told.append(f"    {parameter}={_shown(getattr(wanted, parameter))}: {allowed}")
    return told


def live_filters(options: argparse.Namespace) -> tuple[LiveFilter, ...]:
    """The filters that the options ask for; LiveFilterError says what cannot be."""
    return tuple(_filter(text) for text in options.live)


def _filter(text: str) -> LiveFilter:
    name, _, rest = text.partition(":")
    if name not in NAMED:
        near = get_close_matches(name, NAMED, 1)
        meant = f"Did you mean {near[0]}? " if near else ""
        raise LiveFilterError(
            f"There is no live filter {name!r}.", f"{meant}There are: {', '.join(NAMED)}."
        )
    known = parameters(type(NAMED[name]))
    values = {}
    for pair in filter(None, rest.split(",")):
        parameter, equals, value = pair.partition("=")
        if parameter not in known or not equals:
            raise LiveFilterError(
                f"--live {text}: {pair!r} is not understood.",
                f"{name} has: {', '.join(known)}. Write for instance {_example(name)}",
            )
        values[parameter] = _value(text, pair, value, known[parameter])
    return replace(NAMED[name], **values)


def _value(text: str, pair: str, value: str, allowed: Range | Choice) -> float | Mode:
    try:
        return Mode(value) if isinstance(allowed, Choice) else float(value)
    except ValueError as error:
        raise LiveFilterError(
            f"--live {text}: {pair!r} is not understood.", f"It has to be {allowed}."
        ) from error


def _example(name: str) -> str:
    parameter = next(iter(parameters(type(NAMED[name]))))
    return f"--live {name}:{parameter}={_shown(getattr(NAMED[name], parameter))}"


def _shown(value: Mode | float) -> str:
    return value.value if isinstance(value, Mode) else f"{value:g}"
