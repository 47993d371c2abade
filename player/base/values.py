"""Frozen dataclasses that are made in a tenth of the time.

`dataclasses` compiles six functions for each class: for the 216 classes of values that the window
imports, a fifth of the time in which it is to be there. Here all classes share these functions.
To everything else (`fields`, `replace`, pickle, type checkers) they are dataclasses, frozen.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, FrozenInstanceError, fields
from dataclasses import dataclass as usual_dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool) -> Callable[[type[Any]], type[Any]]:
        """As `dataclasses.dataclass(frozen=True)`; ValueError where only the usual one will do."""
        if not frozen:
            raise ValueError("what is not frozen is a dataclass of `dataclasses`")
        return _made


class _Facts(NamedTuple):
    """Of one class."""

    names: tuple[str, ...]
    known: frozenset[str]
    """The same names."""
    values: Callable[[Any], tuple[object, ...]]
    defaults: Mapping[str, object]
    factories: tuple[tuple[str, Callable[[], object]], ...]


def _made(cls: type[Any]) -> Any:  # noqa: ANN401 - the same class
    made = usual_dataclass(init=False, repr=False, eq=False)(cls)
    every = fields(made)
    if not all(each.init and each.repr and each.compare and not each.kw_only for each in every):
        raise ValueError(f"{cls.__name__} needs a dataclass of `dataclasses`")
    names = tuple(each.name for each in every)
    facts = _Facts(
        names,
        frozenset(names),
        attrgetter(*names) if names[1:] else lambda value: tuple(getattr(value, n) for n in names),
        {each.name: each.default for each in every if each.default is not MISSING},
        tuple((e.name, e.default_factory) for e in every if e.default_factory is not MISSING),
    )
    common = {name for name in _SHARED if getattr(cls, name, None) is getattr(object, name, None)}
    shared = {name: vars(_Frozen)[name] for name in common}
    for name, value in {"__match_args__": names, "__facts__": facts, **shared}.items():
        setattr(made, name, value)
    return made


class _Frozen:
    """What the classes share."""

    __facts__: _Facts

    def __init__(self, /, *given: object, **named: object) -> None:
        values, facts, count = self.__dict__, self.__facts__, len(given)
        names = facts.names
        values.update(facts.defaults)
        values.update(zip(names, given, strict=False))
        values.update(named)
        for name, make in facts.factories:
            if name not in values:
                values[name] = make()
        odd = named and not (
            facts.known.issuperset(named) and named.keys().isdisjoint(names[:count])
        )
        if odd or len(values) != len(names) or count > len(names):
            raise TypeError(_complaint(type(self).__name__, names, count, named))
        self.__post_init__()

    def __post_init__(self) -> None:
        pass

    def __repr__(self) -> str:
        parts = (f"{name}={getattr(self, name)!r}" for name in self.__facts__.names)
        return f"{type(self).__qualname__}({', '.join(parts)})"

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        values = self.__facts__.values
        return values(self) == values(other)

    def __hash__(self) -> int:
        return hash(self.__facts__.values(self))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field {name!r}")


_SHARED = tuple(
    f"__{name}__" for name in ("init", "post_init", "repr", "eq", "hash", "setattr", "delattr")
)


def _complaint(what: str, names: tuple[str, ...], given: int, named: Mapping[str, object]) -> str:
    """Why these arguments do not make a value."""
    if given > len(names):
        return f"{what}() takes {len(names)} arguments but {given} were given"
    for name in named:
        if name not in names:
            return f"{what}() got an unexpected keyword argument {name!r}"
        if name in names[:given]:
            return f"{what}() got multiple values for argument {name!r}"
    return f"{what}() misses arguments"
