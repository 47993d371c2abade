"""Turns a published checkpoint into the files that the networks are loaded from."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from separation.errors import WeightsError
from separation.models.manifest import write_manifest
from separation.models.progress import Progress, Report
from separation.models.registry import ModelInfo
from separation.models.spleeter_weights import Tensors, from_tensorflow
from separation.models.tf_checkpoint import read_checkpoint
from separation.models.torch_checkpoint import read_tensors

WEIGHTS = "weights.safetensors"
GRAPH = "model.onnx"

Files = Mapping[str, Path]
"""Where the published files lie, by the names in ModelInfo.files."""


def convert(info: ModelInfo, files: Files, folder: Path, report: Report) -> None:
    """Write the weights of `info` into `folder`, and the manifest last. Raises WeightsError.

    Spleeter: one weights.safetensors for torch and model.onnx for ONNX Runtime, in float32. All
    others: weights.safetensors, or weights-0.safetensors and so on for several networks, in the
    precision they were published in.
    """
    if info.network == "spleeter":
        _convert_spleeter(info, files, folder, report)
    else:
        _convert_torch(info, files, folder, report)
    write_manifest(folder, info.name, {"credit": info.credit, "licence": info.licence_weights})


def _convert_spleeter(info: ModelInfo, files: Files, folder: Path, report: Report) -> None:
    first = info.files[0].name
    published = read_checkpoint(files[first].with_name(first.partition(".")[0]))
    tensors = from_tensorflow(published, info.architecture.get("outputs", info.stems))
    write_spleeter(info, tensors, folder, report)


def write_spleeter(info: ModelInfo, tensors: Tensors, folder: Path, report: Report) -> None:
    """Write a U-Net a stem, for torch and for ONNX Runtime."""
    from safetensors.numpy import save_file  # late: only set-up needs these two

    from separation.models.onnx_export import write_onnx

    report(Progress("convert", 0, 2))
    # One entry only: of several, safetensors writes them in an order of chance.
    save_file(tensors, folder / WEIGHTS, {"model": info.name})
    report(Progress("convert", 1, 2))
    kind = info.architecture
    softmax = bool(kind.get("softmax"))
    write_onnx(folder / GRAPH, tensors, info.stems, kind["activation"], softmax=softmax)
    report(Progress("convert", 2, 2))


def _convert_torch(info: ModelInfo, files: Files, folder: Path, report: Report) -> None:
    """One file for each network; no code in the published file runs."""
    count = len(info.files)
    for number, entry in enumerate(info.files):
        report(Progress("convert", number, count))
        name = WEIGHTS if count == 1 else f"weights-{number}.safetensors"
        as_safetensors(files[entry.name], folder / name, info.name)
    report(Progress("convert", count, count))


def as_safetensors(source: Path, target: Path, model: str) -> None:
    """Copy a checkpoint's tensors; raises WeightsError when it is not readable."""
    from safetensors import SafetensorError, safe_open
    from safetensors.numpy import save_file

    try:
        with safe_open(source, "numpy") as file:
            names = file.keys()
    except SafetensorError:  # so it is torch's own kind
        tensors = {name: np.asarray(each, order="C") for name, each in read_tensors(source).items()}
        save_file(tensors, target, {"model": model})
        return
    if not names:
        raise WeightsError(f"{source.name} holds no weights.")
    shutil.copyfile(source, target)
