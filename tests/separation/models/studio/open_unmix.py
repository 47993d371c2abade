"""Open-Unmix as its authors wrote it, reduced to what inference needs; to compare with."""

import torch
from demucs_infer.wiener import wiener
from torch import Tensor, nn

WINDOW = 4096
HOP = 1024


class Target(nn.Module):
    def __init__(self, hidden_size: int, nb_layers: int, max_bin: int) -> None:
        super().__init__()
        bins, half = WINDOW // 2 + 1, hidden_size // 2
        self.max_bin = max_bin
        self.fc1 = nn.Linear(max_bin * 2, hidden_size, bias=False)
        self.bn1 = nn.BatchNorm1d(hidden_size)
        self.lstm = nn.LSTM(hidden_size, half, nb_layers, bidirectional=True, dropout=0.4)
        self.fc2 = nn.Linear(hidden_size * 2, hidden_size, bias=False)
        self.bn2 = nn.BatchNorm1d(hidden_size)
        self.fc3 = nn.Linear(hidden_size, bins * 2, bias=False)
        self.bn3 = nn.BatchNorm1d(bins * 2)
        self.input_mean = nn.Parameter(-torch.rand(max_bin))
        self.input_scale = nn.Parameter(torch.rand(max_bin) + 0.5)
        self.output_scale = nn.Parameter(torch.rand(bins))
        self.output_mean = nn.Parameter(torch.rand(bins))
        self.register_buffer("sample_rate", torch.tensor(44_100.0))  # as in the published files

    def forward(self, value: Tensor) -> Tensor:
        """(1, 2, bins, frames) to the same shape."""
        value = value.permute(3, 0, 1, 2)
        frames, samples, channels, bins = value.shape
        mix = value
        value = (value[..., : self.max_bin] + self.input_mean) * self.input_scale
        value = self.bn1(self.fc1(value.reshape(-1, channels * self.max_bin)))
        value = torch.tanh(value.reshape(frames, samples, -1))
        value = torch.cat([value, self.lstm(value)[0]], -1)
        value = torch.relu(self.bn2(self.fc2(value.reshape(-1, value.shape[-1]))))
        value = self.bn3(self.fc3(value)).reshape(frames, samples, channels, bins)
        value = torch.relu(value * self.output_scale + self.output_mean) * mix
        return value.permute(1, 2, 3, 0)


class OpenUnmix(nn.Module):
    def __init__(self, stems: int, **parameters: int) -> None:
        super().__init__()
        self.targets = nn.ModuleList(Target(**parameters) for _ in range(stems))
        self.window = torch.hann_window(WINDOW)

    def forward(self, mix: Tensor) -> Tensor:
        """(1, 2, length) to (1, stems, 2, length)."""
        spectrum = torch.stft(mix[0], WINDOW, HOP, window=self.window, return_complex=True)
        magnitude = spectrum.abs()[None]
        found = torch.stack([target(magnitude)[0] for target in self.targets], -1)
        pairs = torch.view_as_real(spectrum).permute(2, 1, 0, 3)
        stems = wiener(found.permute(2, 1, 0, 3), pairs, iterations=1)
        complexes = torch.view_as_complex(stems.permute(4, 2, 1, 0, 3).contiguous())
        length = mix.shape[-1]
        stacked = complexes.flatten(0, 1)
        samples = torch.istft(stacked, WINDOW, HOP, window=self.window, length=length)
        return samples.reshape(1, -1, 2, length)
