"""Open-Unmix (Stöter, Uhlich, Liutkus, Mitsufuji, JOSS 4, 2019): a recurrent network a stem."""

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn

from separation.models.studio.wiener import refined

WINDOW = 4096
HOP = 1024
_BINS = WINDOW // 2 + 1
_CHANNELS = 2


class Target(nn.Module):
    """The mix's magnitudes to one stem's; its tensors are named as in the published files."""

    def __init__(self, hidden_size: int, nb_layers: int, max_bin: int) -> None:
        """`max_bin`: how many bins the network sees; it gives an estimate for all."""
        super().__init__()
        self._seen = max_bin
        self.input_mean = nn.Parameter(torch.zeros(max_bin))
        self.input_scale = nn.Parameter(torch.ones(max_bin))
        self.fc1 = nn.Linear(_CHANNELS * max_bin, hidden_size, bias=False)
        self.bn1 = nn.BatchNorm1d(hidden_size)
        self.lstm = nn.LSTM(hidden_size, hidden_size // 2, nb_layers, bidirectional=True)
        self.fc2 = nn.Linear(2 * hidden_size, hidden_size, bias=False)
        self.bn2 = nn.BatchNorm1d(hidden_size)
        self.fc3 = nn.Linear(hidden_size, _CHANNELS * _BINS, bias=False)
        self.bn3 = nn.BatchNorm1d(_CHANNELS * _BINS)
        self.output_scale = nn.Parameter(torch.ones(_BINS))
        self.output_mean = nn.Parameter(torch.ones(_BINS))

    def forward(self, magnitude: Tensor) -> Tensor:
        """(frames, 2, bins) to the same shape."""
        value = (magnitude[..., : self._seen] + self.input_mean) * self.input_scale
        value = torch.tanh(self.bn1(self.fc1(value.flatten(1))))
        value = torch.cat((value, self.lstm(value)[0]), -1)
        value = self.bn3(self.fc3(torch.relu(self.bn2(self.fc2(value)))))
        value = value.reshape(-1, _CHANNELS, _BINS) * self.output_scale + self.output_mean
        return torch.relu(value) * magnitude


class OpenUnmix(nn.Module):
    """All stems' networks, and one step of expectation maximisation on what they estimate."""

    def __init__(self, targets: Sequence[Target]) -> None:
        super().__init__()
        self.parts = nn.ModuleList(targets)
        self.register_buffer("window", torch.hann_window(WINDOW), persistent=False)

    def forward(self, mix: Tensor) -> Tensor:
        """(1, 2, length) to (1, stems, 2, length)."""
        window = self.get_buffer("window")
        spectrum = torch.stft(mix[0], WINDOW, HOP, window=window, return_complex=True)
        magnitude = spectrum.abs().permute(2, 0, 1)
        estimates = torch.stack([part(magnitude) for part in self.parts])
        stems = refined(estimates.permute(0, 2, 3, 1), spectrum).flatten(0, 1)
        samples = torch.istft(stems, WINDOW, HOP, window=window, length=mix.shape[-1])
        return samples.reshape(1, -1, _CHANNELS, mix.shape[-1])


def build(parameters: Mapping[str, Any], outputs: Sequence[str]) -> nn.Module:
    """The network, untrained; `parameters`: hidden_size, nb_layers, max_bin."""
    return OpenUnmix([Target(**parameters) for _ in outputs])
