"""What has to be known of a model before it is used: which it is, its terms, and what it lacks."""

from importlib.util import find_spec
from pathlib import Path

from separation.errors import WeightsError
from separation.models.registry import ModelInfo, load_models

# The package with each architecture or method that is not our own.
_PACKAGES = {
    "bs_roformer": "pymss_core",
    "classic": "librosa",
    "htdemucs": "demucs_infer",
    "mdx23c": "pymss_core",
    "mel_band_roformer": "pymss_core",
    "scnet": "pymss_core",
}


def find_model(name: str, root: Path) -> ModelInfo:
    """The model called `name`, published or below `root`; WeightsError when there is none."""
    models = load_models(root)
    if name not in models:
        raise WeightsError(f"There is no model named {name!r}.", f"Known are: {', '.join(models)}.")
    return models[name]


def check_terms(info: ModelInfo, *, accepted: bool) -> None:
    """Refuse a model whose terms nobody has accepted yet; raises WeightsError."""
    if info.terms and not accepted:
        raise WeightsError(
            f"{info.title} has terms that you must accept first: {info.terms}",
            f"If you do, run: minusone models get {info.name} --accept-licence",
        )


def missing(info: ModelInfo) -> str:
    """What has to be installed to run `info`, as a sentence with its command; "" for nothing."""
    package = _PACKAGES.get(info.network)
    if package is None or find_spec(package) is not None:
        return ""
    return f"It needs the {info.extra} extra: pip install 'minus-one[{info.extra}]'"


def quality(info: ModelInfo) -> str:
    """The published figures in words: "vocals 8.9, drums 10.1 dB (MUSDB18-HQ)"."""
    if not info.published_sdr:
        return ""
    figures = ", ".join(f"{stem} {level:.1f}" for stem, level in info.published_sdr)
    return f"{figures} dB ({info.published_in})"
