"""Runs a studio network in torch: a mix in, the stored stems out."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from separation.errors import SeparationError
from separation.models.networks import translated
from separation.models.registry import ModelInfo
from separation.models.studio.loading import load

Array = NDArray[np.float32]
Check = Callable[[], None]
"""Raises Interrupted when somebody asked for the end."""


class StudioNetwork(Protocol):
    """A mix in, stems out."""

    @property
    def device(self) -> str:
        """Where it runs: "cpu", "cuda" or "mps"."""
        ...

    def run(self, mix: Array) -> Array:
        """(2, frames) to (stored stems, 2, frames); raises MemoryError, Interrupted."""
        ...

    def close(self) -> None:
        """Give the memory back."""
        ...


class TorchStudio:
    """A network, or one for each stem, on CUDA, MPS or the CPU."""

    def __init__(
        self, info: ModelInfo, folder: Path, device: str, threads: int, check: Check
    ) -> None:
        """`check` is called before each layer. Raises as `loading.load` does."""
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # read when torch's OpenMP starts
        try:
            import torch
        except ImportError as error:
            raise SeparationError(
                f"The model {info.name} needs torch ({error}).", "Run: pip install torch"
            ) from error
        torch.set_num_threads(threads)
        self.device = device
        self._torch = torch
        self._loaded: Any = load(info, folder, device)
        for module in self._loaded.modules.values():
            _before_each_layer(module, check)

    def run(self, mix: Array) -> Array:
        """See StudioNetwork."""
        torch, loaded = self._torch, self._loaded
        if loaded is None:
            raise SeparationError("The network is closed.")
        try:
            with torch.inference_mode():
                value = torch.from_numpy(mix)[None].to(self.device)
                if loaded.bag:
                    kept = [self._outputs(number, value)[number].cpu() for number in loaded.picks]
                else:
                    outputs = self._outputs(0, value)
                    kept = [outputs[number].cpu() for number in loaded.picks]
                result: Array = torch.stack(kept).numpy()
        except RuntimeError as error:
            if self.device == "cuda":
                torch.cuda.empty_cache()
            raise translated(error) from error
        return result

    def close(self) -> None:
        """See StudioNetwork."""
        self._loaded = None
        if self.device == "cuda":
            self._torch.cuda.empty_cache()

    def _outputs(self, number: int, value: Any) -> Any:  # noqa: ANN401
        """All that module `number` makes of the mix, as (outputs, 2, frames)."""
        result = self._loaded.modules[number](value)
        return result.reshape(self._loaded.outputs, 2, value.shape[-1])


def _before_each_layer(module: Any, check: Check) -> None:  # noqa: ANN401
    """A segment may take minutes: it can be left at any layer."""

    def hook(_module: object, _inputs: object) -> None:
        check()

    for part in module.modules():
        if not list(part.children()):
            part.register_forward_pre_hook(hook)
