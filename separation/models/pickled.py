"""Reads what a pickle holds without running it: classes and functions stay mere names."""

import pickletools
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import IO, Any


@dataclass(frozen=True)
class Name:
    """A class or a function that the pickle refers to; it is never looked up."""

    module: str
    name: str


@dataclass(eq=False)
class Made:
    """What calling `what` with `args` would have made."""

    what: object
    args: tuple[Any, ...]


@dataclass(frozen=True)
class Outside:
    """Something kept outside the pickle, by its key."""

    key: Any


_MARK = object()
_ORDERED_DICT = Name("collections", "OrderedDict")
_NOTHING = {"PROTO", "FRAME", "STOP"}
_CONSTANTS: dict[str, Callable[[], Any]] = {
    "NONE": lambda: None,
    "NEWTRUE": lambda: True,
    "NEWFALSE": lambda: False,
    "EMPTY_TUPLE": tuple,
    "EMPTY_LIST": list,
    "EMPTY_DICT": dict,
    "EMPTY_SET": set,
}
_VALUES = {
    *("INT", "BININT", "BININT1", "BININT2", "LONG", "LONG1", "LONG4", "FLOAT", "BINFLOAT"),
    *("STRING", "BINSTRING", "SHORT_BINSTRING", "UNICODE", "BINUNICODE", "SHORT_BINUNICODE"),
    *("BINUNICODE8", "BINBYTES", "SHORT_BINBYTES", "BINBYTES8", "BYTEARRAY8"),
}
_PUT = {"PUT", "BINPUT", "LONG_BINPUT"}
_GET = {"GET", "BINGET", "LONG_BINGET"}
_LENGTHS = {"TUPLE1": 1, "TUPLE2": 2, "TUPLE3": 3}


def read_pickle(file: IO[bytes]) -> object:
    """The value of the one pickle that begins here; `file` is left behind its end.

    Lists, dicts, tuples, sets, texts and numbers are themselves; all else is Name, Made or
    Outside. Raises ValueError when it is damaged or holds what no checkpoint needs.
    """
    machine = _Machine()
    try:
        for opcode, argument, _ in pickletools.genops(file):
            machine.step(opcode.name, argument)
        value: object = machine.stack.pop()
        return value
    # A length that is none may ask for any memory: nothing of that size is ever read.
    except (ValueError, LookupError, TypeError, AttributeError, MemoryError) as error:
        raise ValueError("its pickle is damaged") from error


class _Machine:
    """The stack and the memo of a pickle."""

    def __init__(self) -> None:
        self.stack: list[Any] = []
        self._memo: dict[object, Any] = {}

    def step(self, name: str, argument: object) -> None:
        """Carry out one opcode."""
        if name in _VALUES:
            self.stack.append(argument)
        elif name in _CONSTANTS:
            self.stack.append(_CONSTANTS[name]())
        elif name in _PUT:
            self._memo[argument] = self.stack[-1]
        elif name in _GET:
            self.stack.append(self._memo[argument])
        elif name in _LENGTHS:
            self._tuple(_LENGTHS[name])
        elif name not in _NOTHING:
            self._other(name, argument)

    def _other(self, name: str, argument: object) -> None:
        if name == "GLOBAL":
            module, _, attribute = str(argument).partition(" ")
            self.stack.append(Name(module, attribute))
        elif name == "PERSID":
            self.stack.append(Outside(argument))
        elif action := _ACTIONS.get(name):
            action(self)
        else:
            raise ValueError(f"it uses {name}")

    def _marked(self) -> list[Any]:
        """What lies above the last mark, which is taken off as well."""
        place = len(self.stack) - 1
        while self.stack[place] is not _MARK:
            place -= 1
            if place < 0:
                raise ValueError("a mark is missing")
        items = self.stack[place + 1 :]
        del self.stack[place:]
        return items

    def _tuple(self, length: int) -> None:
        items = tuple(self.stack[len(self.stack) - length :])
        del self.stack[len(self.stack) - length :]
        self.stack.append(items)

    def mark(self) -> None:
        self.stack.append(_MARK)

    def memoize(self) -> None:
        self._memo[len(self._memo)] = self.stack[-1]

    def gather_tuple(self) -> None:
        self.stack.append(tuple(self._marked()))

    def gather_list(self) -> None:
        self.stack.append(self._marked())

    def gather_dict(self) -> None:
        items = self._marked()
        self.stack.append(_pairs(items))

    def gather_set(self) -> None:
        self.stack.append(frozenset(self._marked()))

    def append(self) -> None:
        item = self.stack.pop()
        _extend(self.stack[-1], [item])

    def appends(self) -> None:
        items = self._marked()
        _extend(self.stack[-1], items)

    def set_item(self) -> None:
        value, key = self.stack.pop(), self.stack.pop()
        _update(self.stack[-1], [key, value])

    def set_items(self) -> None:
        items = self._marked()
        _update(self.stack[-1], items)

    def add_items(self) -> None:
        items = self._marked()
        self.stack[-1].update(items)

    def stack_global(self) -> None:
        name, module = self.stack.pop(), self.stack.pop()
        self.stack.append(Name(module, name))

    def reduce(self) -> None:
        arguments, what = self.stack.pop(), self.stack.pop()
        self.stack.append({} if what == _ORDERED_DICT else Made(what, tuple(arguments)))

    def new_with_keywords(self) -> None:
        self.stack.pop()
        self.reduce()

    def make(self) -> None:
        what, *arguments = self._marked()
        self.stack.append(Made(what, tuple(arguments)))

    def build(self) -> None:
        """The state of an object is of no use without its class."""
        self.stack.pop()

    def outside(self) -> None:
        self.stack.append(Outside(self.stack.pop()))

    def drop(self) -> None:
        self.stack.pop()

    def drop_marked(self) -> None:
        self._marked()

    def duplicate(self) -> None:
        self.stack.append(self.stack[-1])


def _extend(target: object, items: list[Any]) -> None:
    """Append to a list; what belongs to an unknown object is dropped."""
    if isinstance(target, list):
        target.extend(items)


def _update(target: object, items: list[Any]) -> None:
    """Fill a dict; what belongs to an unknown object is dropped."""
    if isinstance(target, dict):
        target.update(_pairs(items))


def _pairs(items: list[Any]) -> dict[Hashable, Any]:
    """Keys and values that lie in turn."""
    return dict(zip(items[::2], items[1::2], strict=True))


_ACTIONS: dict[str, Callable[[_Machine], None]] = {
    "MARK": _Machine.mark,
    "MEMOIZE": _Machine.memoize,
    "TUPLE": _Machine.gather_tuple,
    "LIST": _Machine.gather_list,
    "DICT": _Machine.gather_dict,
    "FROZENSET": _Machine.gather_set,
    "APPEND": _Machine.append,
    "APPENDS": _Machine.appends,
    "SETITEM": _Machine.set_item,
    "SETITEMS": _Machine.set_items,
    "ADDITEMS": _Machine.add_items,
    "STACK_GLOBAL": _Machine.stack_global,
    "REDUCE": _Machine.reduce,
    "NEWOBJ": _Machine.reduce,
    "NEWOBJ_EX": _Machine.new_with_keywords,
    "OBJ": _Machine.make,
    "BUILD": _Machine.build,
    "BINPERSID": _Machine.outside,
    "POP": _Machine.drop,
    "POP_MARK": _Machine.drop_marked,
    "DUP": _Machine.duplicate,
}
