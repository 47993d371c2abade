"""Runs a network: by ONNX Runtime on the CPU, by torch on a GPU; both give the same masks."""

import os
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from separation.errors import DeviceError, Interrupted, SeparationError, WeightsError
from separation.models.registry import ModelInfo

_KERNEL_DIMS = 4

Array = NDArray[np.float32]


class Network(Protocol):
    """Magnitudes in, masks out."""

    device: str

    def masks(self, magnitude: Array) -> Array:
        """(1, 2, frames, bins) to (stems - 1, 2, frames, bins), each in 0 .. 1.

        Raises MemoryError when it does not fit, Interrupted after `interrupt`.
        """
        ...

    def interrupt(self) -> None:
        """End a running `masks` from another thread."""
        ...

    def close(self) -> None:
        """Give the memory back."""
        ...


class OnnxNetwork:
    """ONNX Runtime on the CPU; its threads sleep while they wait, for the sake of the sound."""

    device = "cpu"

    def __init__(self, path: Path, threads: int) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.enable_mem_pattern = False  # lengths vary; saves 40 MB and costs no time
        options.log_severity_level = 4  # an interrupted run is no news
        try:
            self._session: Any = onnxruntime.InferenceSession(
                path, options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            raise WeightsError(f"{path.name} cannot be loaded: {first_line(error)}.") from error
        self._new_options = onnxruntime.RunOptions
        self._running: Any = None

    def masks(self, magnitude: Array) -> Array:
        """See Network."""
        if self._session is None:
            raise SeparationError("The network is closed.")
        options = self._running = self._new_options()
        try:
            result: Array = self._session.run(None, {"magnitude": magnitude}, options)[0]
        except Exception as error:  # the runtime's own kinds share no base
            if options.terminate:
                raise Interrupted from None
            raise translated(error) from error
        finally:
            self._running = None
        return result

    def interrupt(self) -> None:
        """See Network."""
        running = self._running
        if running is not None:
            running.terminate = True

    def close(self) -> None:
        """See Network."""
        self._session = None


class TorchNetwork:
    """torch on CUDA or MPS, or on the CPU to compare with."""

    def __init__(self, path: Path, info: ModelInfo, device: str, threads: int) -> None:
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # read when torch's OpenMP starts
        import torch
        from safetensors.torch import load_file

        from separation.models.unet import Spleeter

        self.device = device
        self._torch = torch
        torch.set_num_threads(threads)
        with torch.device("meta"):
            kind = info.architecture
            softmax = bool(kind.get("softmax"))
            module = Spleeter(info.stems, kind["activation"], softmax=softmax)
        try:
            module.load_state_dict(load_file(path, device=device), strict=True, assign=True)
        except Exception as error:
            raise WeightsError(f"{path.name} cannot be loaded: {first_line(error)}.") from error
        module.requires_grad_(requires_grad=False).eval()
        for weight in (part for part in module.parameters() if part.ndim == _KERNEL_DIMS):
            weight.data = weight.data.contiguous(memory_format=torch.channels_last)
        self._module: Any = module

    def masks(self, magnitude: Array) -> Array:
        """See Network."""
        torch = self._torch
        # As cuDNN comes, it rounds to TF32 (65 dB from the CPU) and no two runs are the same.
        exact = torch.backends.cudnn.flags(
            enabled=True, benchmark=False, deterministic=True, allow_tf32=False
        )
        try:
            with torch.inference_mode(), exact:
                value = torch.from_numpy(magnitude).to(self.device)
                value = value.contiguous(memory_format=torch.channels_last)
                result: Array = self._module(value).cpu().contiguous().numpy()
        except RuntimeError as error:
            raise translated(error) from error
        return result

    def interrupt(self) -> None:
        """A run takes a moment only; the separator stops after it."""

    def close(self) -> None:
        """See Network."""
        self._module = None


def open_network(info: ModelInfo, folder: Path, device: str, threads: int) -> Network:
    """The network in `folder` on `device`: "cpu", "cuda", "mps" or "cpu-torch"."""
    if device == "cpu" or info.architecture.get("onnx_only"):
        return OnnxNetwork(folder / "model.onnx", threads)
    if device not in {"cpu-torch", "cuda", "mps"}:
        raise DeviceError(f"There is no device called {device}.", "Try auto, cpu, cuda or mps.")
    weights = folder / "weights.safetensors"
    return TorchNetwork(weights, info, device.removesuffix("-torch"), threads)


def translated(error: Exception) -> Exception:
    """Memory that could not be had, under its Python name; everything else as our own error."""
    text = str(error).lower()
    if any(word in text for word in ("alloc", "out of memory", "not enough memory")):
        return MemoryError(first_line(error))
    return SeparationError(f"The network failed: {first_line(error)}.")


def first_line(error: Exception) -> str:
    """Enough of a long message."""
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__)[:200]
