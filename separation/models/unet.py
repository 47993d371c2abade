"""Spleeter's network in torch: one U-Net a stem, and the ratio mask made of their estimates."""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

ENCODER = (16, 32, 64, 128, 256, 512)
DECODER = (256, 128, 64, 32, 16, 1)
MASK_FLOOR = 1e-10
"""Keeps the ratio of two silences defined."""

Activation = Callable[[Tensor], Tensor]


def _leaky_relu(value: Tensor) -> Tensor:
    """The 2-stem encoder's activation."""
    return functional.leaky_relu(value, 0.2)


# (encoder, decoder): the 4- and 5-stem models use ELU in both.
ACTIVATIONS: dict[str, tuple[Activation, Activation]] = {
    "leaky_relu": (_leaky_relu, functional.relu),
    "elu": (functional.elu, functional.elu),
}


class Affine(nn.Module):
    """Scale and shift of each channel: what is left of batch normalisation."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(1, channels, 1, 1))
        self.shift = nn.Parameter(torch.zeros(1, channels, 1, 1))

    def forward(self, value: Tensor) -> Tensor:
        """`value`: (batch, channels, frames, bins)."""
        return torch.addcmul(self.shift, value, self.scale)


class UNet(nn.Module):
    """Magnitudes (batch, 2, frames, bins) to one stem's logits; frames and bins are 64 n."""

    def __init__(self, activation: str) -> None:
        super().__init__()
        self._encode, self._decode = ACTIVATIONS[activation]
        inputs = (2, *ENCODER[:-1])
        layers = zip(inputs, ENCODER, strict=True)
        self.down = nn.ModuleList(nn.Conv2d(wide, deep, 5, 2) for wide, deep in layers)
        self.down_norm = nn.ModuleList(Affine(channels) for channels in ENCODER[:-1])
        # After the first, each decoder layer also takes its encoder's output.
        joined = (ENCODER[-1], *(2 * channels for channels in DECODER[:-1]))
        layers = zip(joined, DECODER, strict=True)
        self.up = nn.ModuleList(
            nn.ConvTranspose2d(deep, wide, 5, 2, padding=1) for deep, wide in layers
        )
        self.up_norm = nn.ModuleList(Affine(channels) for channels in DECODER)
        self.out = nn.Conv2d(1, 2, 4, dilation=2, padding=3)

    def forward(self, magnitude: Tensor) -> Tensor:
        """The stem's logits, same shape."""
        value, skips = magnitude, []
        for layer, down in enumerate(self.down):
            if layer:
                value = self._encode(self.down_norm[layer - 1](value))
            value = down(functional.pad(value, (1, 2, 1, 2)))  # "same" as TensorFlow pads it
            skips.append(value)  # taken before normalisation
        skips.pop()
        for up, norm in zip(self.up, self.up_norm, strict=True):
            value = norm(self._decode(up(value)[..., :-1, :-1]))
            if skips:
                value = torch.cat((skips.pop(), value), 1)
        logits: Tensor = self.out(value)
        return logits


class Spleeter(nn.Module):
    """Magnitudes (1, 2, frames, bins) to the masks of all stems but the last.

    `softmax`: the stems share each bin (Deezer's 5-stem model); else each is estimated alone.
    """

    def __init__(self, stems: Sequence[str], activation: str, *, softmax: bool = False) -> None:
        super().__init__()
        self._softmax = softmax
        self.nets = nn.ModuleDict({stem: UNet(activation) for stem in stems})

    def forward(self, magnitude: Tensor) -> Tensor:
        """(stems - 1, 2, frames, bins), each in 0 .. 1."""
        logits = torch.cat([net(magnitude) for net in self.nets.values()])
        share = torch.softmax(logits, 0) if self._softmax else torch.sigmoid(logits)
        power = (share * magnitude).square()
        floor = MASK_FLOOR / len(self.nets)
        return (power[:-1] + floor) / (power.sum(0, keepdim=True) + MASK_FLOOR)
