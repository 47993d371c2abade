"""The multichannel Wiener filter of Open-Unmix, re-estimated once (Nugraha et al., 2016)."""

import torch
from torch import Tensor

_EPSILON = 1e-10
_LARGEST = 10.0


def refined(magnitudes: Tensor, mix: Tensor) -> Tensor:
    """One step of expectation maximisation, as `openunmix.filtering.wiener(iterations=1)`.

    `magnitudes`: (stems, 2, bins, frames) float32; `mix`: (2, bins, frames) complex64. Returns
    the stems, (stems, 2, bins, frames) complex64. Nugraha, Liutkus, Vincent: Multichannel music
    separation with deep neural networks, EUSIPCO 2016.
    """
    scale = (mix.abs().max() / _LARGEST).clamp(min=1.0)
    mix = mix / scale
    stems = torch.polar(magnitudes / scale, mix.angle().expand_as(magnitudes))
    power = stems.abs().square().mean(1)  # (stems, bins, frames)
    weight = power.sum(-1) + _EPSILON
    covariance = torch.einsum("sabt,scbt->sacb", stems, stems.conj()) / weight[:, None, None]
    mixed = torch.einsum("sbt,sacb->acbt", power.to(mix.dtype), covariance)
    mixed[0, 0] += _EPSILON**0.5
    mixed[1, 1] += _EPSILON**0.5
    whitened = _solved(mixed, mix)
    gained: Tensor = torch.einsum("sacb,cbt->sabt", covariance, whitened)
    return gained * power[:, None] * scale


def _solved(matrix: Tensor, vector: Tensor) -> Tensor:
    """The inverse of 2 × 2 matrices (2, 2, ...) times vectors (2, ...)."""
    (a, b), (c, d) = matrix
    x, y = vector
    solved: Tensor = torch.stack((d * x - b * y, a * y - c * x)) / (a * d - b * c)
    return solved
