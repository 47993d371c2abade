"""Builds a studio network and puts its installed weights into it."""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from separation.errors import SeparationError, WeightsError
from separation.models.convert import WEIGHTS
from separation.models.networks import first_line, translated
from separation.models.registry import ModelInfo


@dataclass(frozen=True)
class Adapter:
    """One kind of network."""

    module: str
    """Its module in this package, whose `build` makes it."""
    prefix: str = ""
    """Put before the names in its files; with {number} the files are parts of one network."""
    strict: bool = True
    """Whether its files hold nothing but what the network needs."""


ADAPTERS = {
    "htdemucs": Adapter("htdemucs"),
    "openunmix": Adapter("openunmix", "parts.{number}.", strict=False),
    "mdx23c": Adapter("mdx23c", "network."),
    "bs_roformer": Adapter("bs_roformer"),
    "mel_band_roformer": Adapter("mel_band_roformer"),
    "scnet": Adapter("scnet", "network."),
}


@dataclass(frozen=True)
class Loaded:
    """The modules that a model needs, and where its stored stems come from."""

    modules: Mapping[int, Any]
    """A torch module that gives all outputs as number 0, or the one for each output's number."""
    outputs: int
    picks: tuple[int, ...]
    """The output of each stored stem."""
    bag: bool
    """Whether there is a module for each output."""


def load(info: ModelInfo, folder: Path, device: str) -> Loaded:
    """The model that lies in `folder`, on `device`, in float32, ready to run.

    Raises SeparationError when a package is missing, WeightsError when the files do not fit the
    network, MemoryError when the device has no room.
    """
    adapter = ADAPTERS[info.network]
    outputs = tuple(info.architecture["outputs"])
    picks = tuple(outputs.index(stem) for stem in info.stored_stems)
    files = weight_files(folder)
    parts = "{number}" in adapter.prefix
    if len(files) not in ({len(outputs)} if parts else {1, len(outputs)}):
        raise WeightsError(f"The model {info.name} has {len(files)} files of weights.")
    if parts or len(files) == 1:
        numbered = dict(enumerate(files))
        return Loaded({0: _module(info, adapter, numbered, device)}, len(outputs), picks, bag=False)
    wanted = sorted(set(picks))  # the network of the last stem is never needed
    modules = {number: _module(info, adapter, {0: files[number]}, device) for number in wanted}
    return Loaded(modules, len(outputs), picks, bag=True)


def weight_files(folder: Path) -> list[Path]:
    """weights.safetensors, or weights-0.safetensors and so on, in their order."""
    single = folder / WEIGHTS
    if single.is_file():
        return [single]
    found = folder.glob("weights-*.safetensors")
    return sorted(found, key=lambda path: (len(path.name), path.name))


def _module(info: ModelInfo, adapter: Adapter, files: Mapping[int, Path], device: str) -> Any:  # noqa: ANN401
    """One network with the tensors of `files`."""
    module = _built(info, adapter)
    state = {
        adapter.prefix.format(number=number) + name: tensor
        for number, path in files.items()
        for name, tensor in _tensors(path).items()
    }
    names = ", ".join(path.name for path in files.values())
    try:
        lacking, unknown = module.load_state_dict(state, strict=False, assign=True)
    except RuntimeError as error:  # it names the tensors whose shapes differ
        reason = str(error).strip(".").splitlines()[-1].strip()
        raise WeightsError(f"{names} does not fit the model {info.name}: {reason}.") from error
    odd = [*lacking, *(unknown if adapter.strict else ())]
    if odd:
        raise WeightsError(f"{names} does not fit the model {info.name}, see {odd[0]}.")
    try:
        return module.requires_grad_(requires_grad=False).eval().to(device)
    except RuntimeError as error:
        raise translated(error) from error


def _built(info: ModelInfo, adapter: Adapter) -> Any:  # noqa: ANN401
    """The network without its weights."""
    parameters = {key: value for key, value in info.architecture.items() if key != "outputs"}
    try:
        build = importlib.import_module(f"separation.models.studio.{adapter.module}").build
        return build(parameters, info.architecture["outputs"])
    except ImportError as error:
        extra = info.extra or "studio"
        raise SeparationError(
            f"The model {info.name} needs the {extra} extra ({error}).",
            f"Run: pip install 'minus-one[{extra}]'",
        ) from error
    except (TypeError, ValueError, KeyError, AssertionError) as error:
        raise WeightsError(
            f"The description of the model {info.name} does not fit its network: {error}."
        ) from error


def _tensors(path: Path) -> dict[str, Any]:
    """The file's tensors; 16-bit weights become 32-bit ones, as the arithmetic is."""
    from safetensors.torch import load_file

    try:
        tensors = load_file(path)
    except Exception as error:
        raise WeightsError(f"{path.name} cannot be loaded: {first_line(error)}.") from error
    return {
        name: tensor.float() if tensor.is_floating_point() else tensor
        for name, tensor in tensors.items()
    }
