"""Writes Spleeter as an ONNX graph for ONNX Runtime; the same network as `unet.py`, no torch."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from separation.models.spleeter_weights import Tensors

LAYERS = 6
MASK_FLOOR = 1e-10
_OPSET = 17
_IR_VERSION = 8
# (encoder, decoder) as ONNX operators with their attributes
_ACTIVATIONS: dict[str, tuple[tuple[str, dict[str, float]], tuple[str, dict[str, float]]]] = {
    "leaky_relu": (("LeakyRelu", {"alpha": 0.2}), ("Relu", {})),
    "elu": (("Elu", {}), ("Elu", {})),
}


class _Graph:
    """Collects nodes and constants; every method returns the name of its result."""

    def __init__(self, tensors: Tensors) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}
        self._tensors = tensors

    def add(self, operator: str, *inputs: str, **attributes: object) -> str:
        """One node with one output."""
        name = f"v{len(self.nodes)}"
        node = helper.make_node(operator, inputs, [name])
        node.attribute.extend(helper.make_attribute(*pair) for pair in attributes.items())
        self.nodes.append(node)
        return name

    def weight(self, name: str) -> str:
        """One of the model's tensors."""
        return self.constant(name, self._tensors[name])

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        """A named constant."""
        self.constants[name] = numpy_helper.from_array(value, name)
        return name

    def affine(self, value: str, name: str) -> str:
        """Scale and shift of each channel."""
        scaled = self.add("Mul", value, self.weight(f"{name}.scale"))
        return self.add("Add", scaled, self.weight(f"{name}.shift"))

    def convolve(self, operator: str, value: str, name: str, **attributes: object) -> str:
        """A convolution, or its transpose."""
        weights = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.add(operator, value, *weights, **attributes)


def write_onnx(
    path: Path, tensors: Tensors, stems: Sequence[str], activation: str, *, softmax: bool = False
) -> None:
    """Write the graph: `magnitude` (1, 2, frames, bins) to `masks` (stems - 1, 2, frames, bins)."""
    graph = _Graph(tensors)
    logits = [_unet(graph, f"nets.{stem}", activation) for stem in stems]
    powers = [_power(graph, share) for share in _shares(graph, logits, softmax=softmax)]
    masks = graph.add("Identity", _masks(graph, powers))
    graph.nodes[-1].output[0] = masks = "masks"
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "spleeter",
            [_value("magnitude", 1)],
            [_value(masks, len(stems) - 1)],
            list(graph.constants.values()),
        ),
        opset_imports=[helper.make_opsetid("", _OPSET)],
        ir_version=_IR_VERSION,
    )
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())


def _value(name: str, batch: int) -> onnx.ValueInfoProto:
    """Magnitudes or masks: any multiple of 64 frames and bins."""
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, [batch, 2, "frames", "bins"])


def _unet(graph: _Graph, net: str, activation: str) -> str:
    """One stem's logits."""
    (encode, slope), (decode, bend) = _ACTIVATIONS[activation]
    same = {"strides": [2, 2], "pads": [1, 1, 2, 2]}  # as TensorFlow pads and crops
    value, skips = "magnitude", []
    for layer in range(LAYERS):
        if layer:
            value = graph.affine(value, f"{net}.down_norm.{layer - 1}")
            value = graph.add(encode, value, **slope)
        value = graph.convolve("Conv", value, f"{net}.down.{layer}", **same)
        skips.append(value)  # taken before normalisation
    skips.pop()
    for layer in range(LAYERS):
        value = graph.convolve("ConvTranspose", value, f"{net}.up.{layer}", **same)
        value = graph.affine(graph.add(decode, value, **bend), f"{net}.up_norm.{layer}")
        if skips:
            value = graph.add("Concat", skips.pop(), value, axis=1)
    dilated = {"dilations": [2, 2], "pads": [3, 3, 3, 3]}
    return graph.convolve("Conv", value, f"{net}.out", **dilated)


def _shares(graph: _Graph, logits: list[str], *, softmax: bool) -> list[str]:
    """Each stem's share of the mix: of its own, or all of them together one."""
    if not softmax:
        return [graph.add("Sigmoid", each) for each in logits]
    together = graph.add("Softmax", graph.add("Concat", *logits, axis=0), axis=0)
    numbers = [graph.constant(f"stem{n}", np.array([n], np.int64)) for n in range(len(logits))]
    return [graph.add("Gather", together, number, axis=0) for number in numbers]


def _power(graph: _Graph, share: str) -> str:
    """One stem's estimate, squared."""
    value = graph.add("Mul", share, "magnitude")
    return graph.add("Mul", value, value)


def _masks(graph: _Graph, powers: list[str]) -> str:
    """Each stem's share of the power of all, for all but the last."""
    whole = graph.constant("floor", np.array(MASK_FLOOR, np.float32))
    part = graph.constant("share", np.array(MASK_FLOOR / len(powers), np.float32))
    total = graph.add("Add", graph.add("Sum", *powers), whole)
    shares = [graph.add("Div", graph.add("Add", power, part), total) for power in powers[:-1]]
    return graph.add("Concat", *shares, axis=0)
