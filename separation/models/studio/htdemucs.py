"""Hybrid Transformer Demucs (Rouard, Massa, Défossez, ICASSP 2023), from demucs-infer."""

from collections.abc import Mapping, Sequence
from typing import Any

from torch import nn


def build(parameters: Mapping[str, Any], outputs: Sequence[str]) -> nn.Module:
    """The network, untrained; `parameters` are those of `demucs.htdemucs.HTDemucs`."""
    from demucs_infer.htdemucs import HTDemucs

    # Shorter pieces shall save memory: they are not to be filled up to the length of its training.
    fixed = {"sources": list(outputs), "use_train_segment": False}
    network: nn.Module = HTDemucs(**{**parameters, **fixed})
    return network
