"""TFC-TDF v3 (Kim, Lee, Jung, 2023), the network of the MDX23C models, from pymss-core."""

from collections.abc import Mapping, Sequence
from typing import Any

from torch import Tensor, nn
from torch.nn import functional


class Mdx23c(nn.Module):
    """Fills the mix up so that its frames can be halved as often as the network does."""

    def __init__(self, network: nn.Module, hop: int, frames: int) -> None:
        """`frames`: STFT frames come in multiples of this many."""
        super().__init__()
        self.network = network
        self._hop = hop
        self._frames = frames

    def forward(self, mix: Tensor) -> Tensor:
        """(1, 2, length) to (1, outputs, 2, length), the second left out if there is one."""
        length = mix.shape[-1]
        frames = -(-(length // self._hop + 1) // self._frames) * self._frames
        filled = max(length, (frames - 1) * self._hop)
        result: Tensor = self.network(functional.pad(mix, (0, filled - length)))
        return functional.pad(result, (0, filled - result.shape[-1]))[..., :length]


def build(parameters: Mapping[str, Any], outputs: Sequence[str]) -> nn.Module:
    """The network, untrained; `parameters` has the tables `audio` and `model` of its YAML file."""
    from pymss_core.config import to_attrdict
    from pymss_core.modules.mdx23c_tfc_tdf_v3 import TFC_TDF_net

    training = {"instruments": list(outputs), "target_instrument": None}
    audio, model = parameters["audio"], parameters["model"]
    network = TFC_TDF_net(to_attrdict({"audio": audio, "model": model, "training": training}))
    frames = model["scale"][0] ** model["num_scales"]
    return Mdx23c(network, audio["hop_length"], frames)
