"""Whether this desktop has a session bus."""

import os
from pathlib import Path


def has_session_bus() -> bool:
    """Whether there is one already: asking libdbus would start one."""
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return True
    folder = os.environ.get("XDG_RUNTIME_DIR")
    return bool(folder) and Path(folder or "", "bus").exists()
