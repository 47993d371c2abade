"""Makes ONNX graphs as small as a test needs."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper


def mask_graph(path: Path, scale: Sequence[float], bins: int | str = "bins") -> Path:
    """A graph whose masks are the same everywhere: one for each number in `scale`."""
    masks = np.array(scale, np.float32).reshape(-1, 1, 1, 1)
    nodes = [
        helper.make_node("Mul", ["x", "zero"], ["silence"]),
        helper.make_node("Add", ["silence", "scale"], ["y"]),
    ]
    constants = [
        onnx.numpy_helper.from_array(np.zeros(1, np.float32), "zero"),
        onnx.numpy_helper.from_array(masks, "scale"),
    ]
    given = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 2, "frames", bins])
    made = helper.make_tensor_value_info("y", TensorProto.FLOAT, [len(scale), 2, "frames", bins])
    graph = helper.make_graph(nodes, "masks", [given], [made], constants)
    opset = [helper.make_opsetid("", 17)]
    onnx.save(helper.make_model(graph, opset_imports=opset, ir_version=8), path)
    return path
