"""A model of the user's own: described in a few lines, checked, and it separates."""

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from separation.api import GRID, Separator, open_separator
from separation.errors import WeightsError
from separation.models.convert import WEIGHTS
from separation.models.progress import Progress
from separation.models.registry import load_models
from separation.models.store import ModelStore
from tests.separation.conftest import Sound, agreement, reader
from tests.separation.graphs import mask_graph

STEMS = ["voice", "choir", "rest"]
TEXT = f"""
title = "Two \\"voices\\""
architecture = "onnx-mask"
stems = {STEMS}
stft = {{ window = 4096, hop = 1024, bins = 1024 }}
licence = "CC0"
note = "Ä\\u007f"
"""


def nothing(_: Progress) -> None:
    """Nobody watches."""


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    (tmp_path / "My Choir.toml").write_text(TEXT, encoding="utf-8")
    return mask_graph(tmp_path / "My Choir.onnx", [0.5, 0.25], 1024)


def separated(separator: Separator, song: Sound) -> Sound:
    stems = separator.separate(reader(song), 0, GRID, 0)
    separator.close()
    return stems


def test_an_onnx_graph_with_a_description_is_installed_and_separates(
    store: ModelStore, graph: Path
) -> None:
    assert store.add(graph, nothing).name == "my-choir"
    assert [path.name for path in store.root.iterdir()] == ["my-choir"]
    info = load_models(store.root)["my-choir"]
    assert (info.title, info.stems) == ('Two "voices"', tuple(STEMS))
    assert (info.note, info.licence_weights, info.own) == ("Ä\x7f", "CC0", True)
    assert store.installed("my-choir")
    separator = open_separator(info, store.folder(info.name), device="auto", threads=1)
    assert info.weights_id in separator.version
    low = np.sin(2 * np.pi * 440 * np.arange(3 * GRID) / 44_100).astype(np.float32)
    both: Sound = np.stack((low, low), 1)
    stems = separated(separator, both)
    assert agreement(both[:GRID] / np.float32(2), stems[0]) > 40
    assert agreement(both[:GRID] / np.float32(4), stems[1]) > 40


def test_it_can_be_replaced_and_removed(store: ModelStore, graph: Path) -> None:
    first = store.add(graph, nothing)
    mask_graph(graph, [0.1, 0.2])
    second = store.add(graph, nothing)
    assert first.weights_id != second.weights_id
    store.remove("my-choir")
    assert "my-choir" not in store.models()


def test_a_u_net_gives_what_it_gives_in_spleeter(
    store: ModelStore, spleeter: Separator, spleeter_folder: Path, song: Sound, tmp_path: Path
) -> None:
    pytest.importorskip("torch")
    tensors = load_file(spleeter_folder / WEIGHTS)
    save_file(tensors, tmp_path / "own.safetensors")
    (tmp_path / "own.toml").write_text(
        'architecture = "unet-mask"\nstems = ["vocals", "accompaniment"]\n'
    )
    info = store.add(tmp_path / "own.safetensors", nothing)
    own = open_separator(info, store.folder(info.name), device="cpu", threads=2)
    np.testing.assert_array_equal(separated(own, song), spleeter.separate(reader(song), 0, GRID, 0))


def test_a_torch_checkpoint_of_another_shape_is_refused(store: ModelStore, tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    text = 'architecture = "unet-mask"\nstems = ["a", "b"]\nactivation = "elu"\n'
    (tmp_path / "own.toml").write_text(text)
    torch.save({"nets.a.down.0.weight": torch.ones(1)}, tmp_path / "own.pt")
    with pytest.raises(WeightsError, match=r"lacks the tensor nets\.a\.down\.0\.bias"):
        store.add(tmp_path / "own.pt", nothing)
    from separation.models.unet import Spleeter

    wrong = {name: torch.ones(1) for name in Spleeter(["a", "b"], "elu").state_dict()}
    torch.save({"state_dict": wrong}, tmp_path / "own.pt")
    with pytest.raises(WeightsError, match=r"has the shape \(1,\) instead of \(16, 2, 5, 5\)"):
        store.add(tmp_path / "own.pt", nothing)
    assert list(store.root.iterdir()) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("onnx-mask", "gan", "architecture must be one of unet-mask, onnx-mask"),
        ("onnx-mask", "unet-mask", "My Choir.onnx does not fit architecture unet-mask"),
        (str(STEMS), '["voice"]', "two or more different names"),
        (str(STEMS), '["voice", "voice"]', "two or more different names"),
        (str(STEMS), '["Voice!", "rest"]', "short and in small letters"),
        ("hop = 1024", "hop = 512", "window = 4096 and hop = 1024"),
        ("bins = 1024", "bins = 1000", "multiple of 64"),
        ("licence", "license", "license is not known"),
        ("title = ", "title ", "cannot be read"),
    ],
)
def test_what_is_wrong_with_a_description_is_said(
    store: ModelStore, graph: Path, old: str, new: str, said: str
) -> None:
    text = graph.with_suffix(".toml")
    text.write_text(text.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(WeightsError) as caught:
        store.add(graph, nothing)
    assert said in caught.value.message
    assert text.name in caught.value.message
    assert "models add --help" in caught.value.hint


def test_a_graph_that_gives_no_masks_is_refused(store: ModelStore, graph: Path) -> None:
    for scale, said in (
        ([0.5], r"masks of the shape \(1, 2, 128, 1024\) instead of float32 and \(2, 2"),
        ([0.5, 7.0], "outside 0 .. 1"),
    ):
        mask_graph(graph, scale)
        with pytest.raises(WeightsError, match=said):
            store.add(graph, nothing)
    mask_graph(graph, [0.5, 0.5], 512)
    with pytest.raises(WeightsError, match="does not run"):
        store.add(graph, nothing)
    graph.write_bytes(b"no graph")
    with pytest.raises(WeightsError, match="not a readable ONNX graph"):
        store.add(graph, nothing)
    assert list(store.root.iterdir()) == []


def test_a_published_models_name_is_not_taken(store: ModelStore, graph: Path) -> None:
    taken = graph.rename(graph.with_name("htdemucs.onnx"))
    graph.with_suffix(".toml").rename(taken.with_suffix(".toml"))
    with pytest.raises(WeightsError, match="A model called htdemucs is known"):
        store.add(taken, nothing)
