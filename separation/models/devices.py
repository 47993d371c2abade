"""Which device to separate on; torch is imported only when there may be a GPU for it."""

import ctypes.util
import importlib.metadata
import platform
import sys
from pathlib import Path

from separation.errors import DeviceError

_SUM = 2.0


def choose_device(wanted: str) -> str:
    """The device for `wanted`; "auto" takes a GPU that works, else the CPU.

    Raises DeviceError when a GPU was asked for by name and torch cannot use it.
    """
    if wanted == "auto":
        return _working_gpu() or "cpu"
    if wanted in {"cuda", "mps"} and not _works(wanted):
        raise DeviceError(
            f"torch finds no {wanted} device here.",
            "Choose the CPU, or install the driver and a torch made for it.",
        )
    return wanted


def _working_gpu() -> str | None:
    """A cheap look first: importing torch takes seconds and hundreds of megabytes."""
    likely = _likely_gpu()
    return likely if likely and _works(likely) else None


def _likely_gpu() -> str | None:
    """What the machine seems to have, going by its files alone."""
    try:
        if "+cpu" in importlib.metadata.version("torch"):
            return None
    except importlib.metadata.PackageNotFoundError:
        return None
    if sys.platform == "darwin":
        return "mps" if platform.machine() == "arm64" else None
    if sys.platform == "win32":
        return "cuda" if ctypes.util.find_library("nvcuda") else None
    return "cuda" if Path("/dev/nvidiactl").exists() or Path("/dev/kfd").exists() else None


def _works(device: str) -> bool:
    """Whether torch can add on it."""
    try:
        import torch
    except ImportError:
        return False
    found = torch.backends.mps if device == "mps" else torch.cuda
    try:  # a GPU too old for this torch, or one that is full, is found and fails only now
        return bool(found.is_available()) and float(torch.ones(1, device=device) + 1) == _SUM
    except (AssertionError, RuntimeError):  # the first: a torch that was built without it
        return False
