"""A model of the user's own: a checkpoint with a small TOML file beside it that describes it.

  title = "My voice model"             how it is called in lists
  architecture = "unet-mask"           or "onnx-mask"
  stems = ["vocals", "accompaniment"]  the last one is the mix minus the others
  stft = { window = 4096, hop = 1024, bins = 1024 }
  activation = "elu"                   unet-mask only: "leaky_relu" (as in Spleeter) or "elu"

Optional texts: licence, note, credit, homepage. unet-mask: a state dict (.pt or .safetensors) of
separation.models.unet.Spleeter. onnx-mask: a graph from magnitudes (1, 2, frames, bins) to masks
(stems - 1, 2, frames, bins).
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from separation.errors import SeparationError, WeightsError
from separation.models.convert import GRAPH, write_spleeter
from separation.models.manifest import sha256, write_manifest
from separation.models.progress import Report
from separation.models.registry import USER_MODEL, ModelInfo, read_model
from separation.models.spleeter_weights import Tensors
from separation.models.torch_checkpoint import read_tensors
from separation.stft import HOP, WINDOW

_HINT = "See: minusone models add --help"
_NAME = re.compile(r"[^a-z0-9]+")
_STEM = re.compile(r"[a-z][a-z0-9 _-]{0,23}")
_KINDS = ("unet-mask", "onnx-mask")
_ACTIVATIONS = ("leaky_relu", "elu")
_STEP = 64
_TOLERANCE = 1e-3
_BINS = 1024
_PLAIN = {"title": "", "note": "", "licence": "not stated", "credit": "", "homepage": ""}
_KNOWN = {*_PLAIN, "architecture", "stems", "stft", "activation"}


@dataclass(frozen=True)
class Description:
    """The TOML file, checked."""

    name: str
    kind: str
    stems: tuple[str, ...]
    bins: int
    activation: str
    texts: dict[str, str]


def read_description(file: Path) -> Description:
    """Read the TOML file beside the checkpoint `file`; WeightsError says what is wrong with it."""
    path = file.with_suffix(".toml")
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WeightsError(f"{path.name} cannot be read: {error}.", _HINT) from error
    wrong = [*_wrong_entries(table, file), *_wrong_stft(table.get("stft", {}))]
    if wrong:
        raise WeightsError(f"{path.name}: {'; '.join(wrong)}.", _HINT)
    texts = {key: str(table.get(key, default)) for key, default in _PLAIN.items()}
    return Description(
        name=_NAME.sub("-", file.stem.lower()).strip("-") or "model",
        kind=table["architecture"],
        stems=tuple(table["stems"]),
        bins=table.get("stft", {}).get("bins", _BINS),
        activation=table.get("activation", _ACTIVATIONS[0]),
        texts={**texts, "title": texts["title"] or file.stem},
    )


def _wrong_entries(table: dict[str, Any], file: Path) -> list[str]:
    """What is wrong beside the STFT."""
    wrong = [f"{key} is not known" for key in table if key not in _KNOWN]
    if table.get("architecture") not in _KINDS:
        wrong.append(f"architecture must be one of {', '.join(_KINDS)}")
    elif (table["architecture"] == "onnx-mask") != (file.suffix == ".onnx"):
        wrong.append(f"{file.name} does not fit architecture {table['architecture']}")
    stems = table.get("stems")
    if not isinstance(stems, list) or not 1 < len(stems) == len(set(map(str, stems))):
        wrong.append("stems must be a list of two or more different names")
    elif not all(isinstance(stem, str) and _STEM.fullmatch(stem) for stem in stems):
        wrong.append("the names of stems are short and in small letters")
    if table.get("activation", _ACTIVATIONS[0]) not in _ACTIVATIONS:
        wrong.append(f"activation must be one of {', '.join(_ACTIVATIONS)}")
    return wrong


def _wrong_stft(stft: object) -> list[str]:
    """What the program's STFT cannot do."""
    if not isinstance(stft, dict):
        return ["stft must be a table: { window = 4096, hop = 1024, bins = 1024 }"]
    wrong = []
    if stft.get("window", WINDOW) != WINDOW or stft.get("hop", HOP) != HOP:
        wrong.append(f"only an STFT with window = {WINDOW} and hop = {HOP} can be used")
    bins = stft.get("bins", _BINS)
    if not isinstance(bins, int) or bins % _STEP or not 0 < bins <= WINDOW // 2:
        wrong.append(f"bins must be a multiple of {_STEP}, at most {WINDOW // 2}")
    return wrong


def install_user_model(file: Path, wanted: Description, folder: Path, report: Report) -> ModelInfo:
    """Check `file`, write it as the networks are loaded from, and describe it, into `folder`."""
    table = _table(wanted, file)
    info = read_model(wanted.name, table)
    if wanted.kind == "unet-mask":
        write_spleeter(info, _unet_tensors(file, wanted), folder, report)
    else:
        _copy_graph(file, wanted, folder / GRAPH)
    (folder / USER_MODEL).write_text(_toml(table), encoding="utf-8")
    write_manifest(folder, info.name, {"credit": info.credit, "licence": info.licence_weights})
    return info


def _table(wanted: Description, file: Path) -> dict[str, Any]:
    """The description as it would stand in resources/models.toml."""
    texts = dict(wanted.texts)
    architecture: dict[str, Any] = {"activation": wanted.activation, "bins": wanted.bins}
    if wanted.kind == "onnx-mask":
        architecture["onnx_only"] = True
    return {
        "licence_weights": texts.pop("licence"),
        **texts,
        "network": "spleeter",
        "stems": list(wanted.stems),
        "speed": "fast",
        "published_in": "",
        "licence_code": "",
        "own": True,
        "architecture": architecture,
        "files": [{"name": file.name, "sha256": sha256(file), "size": file.stat().st_size}],
    }


def _unet_tensors(file: Path, wanted: Description) -> Tensors:
    """The checkpoint's tensors, each of the name and the shape that the network needs."""
    import torch
    from safetensors.numpy import load_file

    from separation.models.unet import Spleeter

    given = load_file(file) if file.suffix == ".safetensors" else read_tensors(file)
    with torch.device("meta"):
        network = Spleeter(wanted.stems, wanted.activation)
    needed = {name: tuple(value.shape) for name, value in network.state_dict().items()}
    lacking = [name for name in needed if name not in given]
    if lacking:
        raise WeightsError(f"{file.name} lacks the tensor {lacking[0]}.", _HINT)
    for name, shape in needed.items():
        if given[name].shape != shape:
            raise WeightsError(
                f"{file.name}: {name} has the shape {given[name].shape} instead of {shape}.", _HINT
            )
    return {name: np.ascontiguousarray(given[name], np.float32) for name in needed}


def _copy_graph(file: Path, wanted: Description, target: Path) -> None:
    """The graph under the name that the runtime calls its input by; it must run, and give masks."""
    import onnx

    try:
        model = onnx.load(file, load_external_data=False)
    except Exception as error:  # protobuf's own kinds
        raise WeightsError(f"{file.name} is not a readable ONNX graph: {error}.") from error
    graph = model.graph
    if len(graph.input) != 1 or len(graph.output) != 1:
        raise WeightsError(f"{file.name} must have one input and one output.", _HINT)
    if any(tensor.external_data for tensor in graph.initializer):
        raise WeightsError(
            f"{file.name} keeps its weights in other files.", "Save it as one file, then add it."
        )
    old = graph.input[0].name
    for node in graph.node:
        node.input[:] = ["magnitude" if name == old else name for name in node.input]
    graph.input[0].name = "magnitude"
    target.write_bytes(model.SerializeToString())
    _try_graph(target, file, (len(wanted.stems) - 1, 2, 2 * _STEP, wanted.bins))


def _try_graph(path: Path, file: Path, shape: tuple[int, ...]) -> None:
    """Run it once on noise; `shape` is that of the masks."""
    from separation.models.networks import OnnxNetwork

    noise = np.random.default_rng(1).random((1, *shape[1:]), np.float32)
    try:
        network = OnnxNetwork(path, 1)
        masks: NDArray[np.float32] = network.masks(noise)
        network.close()
    except SeparationError as error:
        raise WeightsError(f"{file.name} does not run: {error.message}", _HINT) from error
    if masks.shape != shape or masks.dtype != np.float32:
        raise WeightsError(
            f"{file.name} gives {masks.dtype} masks of the shape {masks.shape} instead of float32 "
            f"and {shape}.",
            _HINT,
        )
    if not (masks.min() >= -_TOLERANCE and masks.max() <= 1 + _TOLERANCE):
        raise WeightsError(f"{file.name} gives values outside 0 .. 1, so no masks.", _HINT)


def _toml(table: dict[str, Any]) -> str:
    """A table of texts, numbers and lists; what is nested is written in line."""
    return "".join(f"{key} = {_value(value)}\n" for key, value in table.items())


def _value(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return repr(value)
        case list():
            return f"[{', '.join(map(_value, value))}]"
        case dict():
            return f"{{ {', '.join(f'{key} = {_value(each)}' for key, each in value.items())} }}"
    return '"' + "".join(map(_character, str(value))) + '"'


def _character(letter: str) -> str:
    if letter in '"\\':
        return "\\" + letter
    return letter if letter.isprintable() else f"\\U{ord(letter):08x}"
