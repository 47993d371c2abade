"""Studio networks with seeded weights, built by their own packages, and their official files."""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import nn

from separation.api import GRID
from separation.models.convert import convert
from separation.models.registry import FileInfo, ModelInfo, load_models
from separation.models.studio.separator import MIN_CONTEXT
from tests.separation.conftest import Sound
from tests.separation.models.studio.open_unmix import OpenUnmix

SEGMENT = -(-(GRID + 2 * MIN_CONTEXT) // 1024) * 1024 - 512
"""About the shortest there is, one cell a chunk; MDX23C can halve its 216 STFT frames twice."""

# Next to nothing of each network, with everything that the full one has.
SMALL: dict[str, tuple[str, Mapping[str, Any]]] = {
    "htdemucs": ("htdemucs", {"channels": 8, "bottom_channels": 16, "t_layers": 1, "t_heads": 2}),
    "openunmix": ("umxhq", {"hidden_size": 16, "nb_layers": 2}),
    "mdx23c": (
        "mdx23c",
        {
            "audio": {"n_fft": 1024, "hop_length": 512, "dim_f": 512, "num_channels": 2},
            "model": {
                "act": "gelu",
                "norm": "InstanceNorm",
                "num_scales": 2,
                "scale": [2, 2],
                "num_blocks_per_scale": 1,
                "num_channels": 4,
                "growth": 4,
                "bottleneck_factor": 4,
                "num_subbands": 4,
            },
        },
    ),
    "bs_roformer": ("bs-roformer", {"dim": 8, "depth": 1, "heads": 2, "dim_head": 4}),
    "mel_band_roformer": (
        "mel-band-roformer-kim",
        {"dim": 8, "depth": 1, "heads": 2, "dim_head": 4},
    ),
    "scnet": (
        "scnet",
        {"dims": [4, 4, 8], "num_dplayer": 2, "nfft": 1024, "win_size": 1024, "hop_size": 512},
    ),
}


def small(network: str) -> ModelInfo:
    """A listed model of that kind, made small."""
    name, changes = SMALL[network]
    info = load_models()[name]
    architecture = {**info.architecture, **changes}
    if network == "htdemucs":
        architecture["segment"] = (SEGMENT + 0.5) / 44_100  # it is cut to whole frames
    return replace(info, segment=SEGMENT, architecture=architecture)


def reference(info: ModelInfo, seed: int = 1) -> nn.Module:
    """The package's own class with seeded weights, in the model's full or small size."""
    parameters = {key: value for key, value in info.architecture.items() if key != "outputs"}
    outputs = list(info.architecture["outputs"])
    torch.manual_seed(seed)
    return _BUILDERS[info.network](parameters, outputs).eval()


def _htdemucs(parameters: Mapping[str, Any], outputs: Sequence[str]) -> nn.Module:
    from demucs_infer.htdemucs import HTDemucs

    network: nn.Module = HTDemucs(outputs, **parameters)
    return network


def _openunmix(parameters: Mapping[str, Any], outputs: Sequence[str]) -> nn.Module:
    return OpenUnmix(len(outputs), **parameters)


def _mdx23c(parameters: Mapping[str, Any], outputs: Sequence[str]) -> nn.Module:
    from pymss_core.config import to_attrdict
    from pymss_core.modules.mdx23c_tfc_tdf_v3 import TFC_TDF_net

    training = {"instruments": outputs, "target_instrument": None}
    network: nn.Module = TFC_TDF_net(to_attrdict({**parameters, "training": training}))
    return network


def _bs_roformer(parameters: Mapping[str, Any], _: Sequence[str]) -> nn.Module:
    from pymss_core.modules.bs_roformer import BSRoformer

    network: nn.Module = BSRoformer(**parameters)
    return network


def _mel_band_roformer(parameters: Mapping[str, Any], _: Sequence[str]) -> nn.Module:
    from pymss_core.modules.bs_roformer import MelBandRoformer

    network: nn.Module = MelBandRoformer(**parameters, match_input_audio_length=True)
    return network


def _scnet(parameters: Mapping[str, Any], outputs: Sequence[str]) -> nn.Module:
    from pymss_core.modules.scnet import SCNet

    network: nn.Module = SCNet(sources=outputs, **parameters)
    return network


_BUILDERS = {
    "htdemucs": _htdemucs,
    "openunmix": _openunmix,
    "mdx23c": _mdx23c,
    "bs_roformer": _bs_roformer,
    "mel_band_roformer": _mel_band_roformer,
    "scnet": _scnet,
}


def install(info: ModelInfo, networks: Sequence[nn.Module], folder: Path) -> None:
    """Official files of `networks`, and what the store makes of them in `folder`."""
    folder.mkdir()
    contents: list[object] = [network.state_dict() for network in networks]
    if isinstance(networks[0], OpenUnmix):
        contents = [target.state_dict() for target in networks[0].targets]
    if info.network == "htdemucs":  # 16-bit weights, beside the parameters of the class
        contents = [{"state": network.half().state_dict(), "kwargs": {}} for network in networks]
    names = [f"{number}.pth" for number in range(len(contents))]
    files = {name: folder.with_name(f"{folder.name}-{name}") for name in names}
    for content, path in zip(contents, files.values(), strict=True):
        torch.save(content, path)
    listed = tuple(FileInfo(name, "0" * 64) for name in names)
    convert(replace(info, files=listed), files, folder, lambda _: None)
    for network, path in zip(networks, files.values(), strict=False):
        network.float()
        path.unlink()


def run(network: nn.Module, mix: Sound) -> Sound:
    """The package's own inference: (2, length) to (outputs, 2, length)."""
    with torch.inference_mode(), warnings.catch_warnings():
        warnings.filterwarnings(
            "ignore", "A window was not provided", UserWarning
        )  # SCNet has none
        result: Sound = network(torch.from_numpy(mix)[None]).reshape(-1, *mix.shape).numpy()
    return result
