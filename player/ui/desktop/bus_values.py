"""Turns plain values into what QtDBus sends with exactly the types that MPRIS2 asks for."""

import ctypes
from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QMetaType
from PySide6.QtDBus import QDBusArgument, QDBusObjectPath
from shiboken6 import getCppPointer

from player.ui.desktop.mpris_state import Int64, ObjectPath, Properties, Value


def to_bus(value: Value) -> object:
    """The value as it goes into a message."""
    match value:
        case Int64():
            return int64_to_bus(value)
        case ObjectPath():
            return QDBusObjectPath(value)
        case dict():
            return map_to_bus(value)
        case list():
            return strings_to_bus(value)
        case _:
            return value


def map_to_bus(values: Properties) -> dict[str, object]:
    """An `a{sv}`."""
    return {name: to_bus(value) for name, value in values.items()}


def strings_to_bus(texts: list[str]) -> list[str] | QDBusArgument:
    """An `as`, which an empty list of Python would not become."""
    if texts:
        return texts
    argument = QDBusArgument()
    argument.beginArray(QMetaType(QMetaType.Type.QString.value))
    argument.endArray()
    return argument


def int64_to_bus(value: int) -> QDBusArgument:
    """An `x`. Python's `<<` always makes a 16-bit number, so Qt's own function is called."""
    argument = QDBusArgument()
    _appender("x", ctypes.c_longlong)(getCppPointer(argument)[0], value)
    return argument


def uint32_to_bus(value: int) -> QDBusArgument:
    """A `u`, in the same way."""
    argument = QDBusArgument()
    _appender("j", ctypes.c_uint)(getCppPointer(argument)[0], value)
    return argument


@cache
def _appender(
    letter: str, kind: type[ctypes.c_longlong | ctypes.c_uint]
) -> Callable[[int, int], int]:
    """`QDBusArgument::operator<<` of one kind of number, by its name in Qt 6's binary interface."""
    library = ctypes.CDLL("libQt6DBus.so.6")  # loaded already: QtDBus needs it
    prototype = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, kind)
    return prototype((f"_ZN13QDBusArgumentlsE{letter}", library))
