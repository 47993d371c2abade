"""Every studio network, small: the same samples as its own package makes of the same segment."""

import numpy as np
import pytest

from separation.api import GRID, open_separator
from separation.chunks import MARGIN
from separation.models.registry import load_models
from separation.models.studio.loading import ADAPTERS
from separation.models.studio.running import TorchStudio
from tests.separation.conftest import Sound, reader
from tests.separation.models.studio.conftest import Install
from tests.separation.models.studio.networks import SEGMENT, SMALL, run


@pytest.mark.parametrize("network", SMALL)
def test_a_chunk_is_what_the_package_makes_of_its_segment(
    network: str, installed: Install, song: Sound
) -> None:
    info, module, folder = installed(network)
    separator = open_separator(info, folder, device="cpu", threads=1)
    assert (separator.cells_per_chunk, separator.drafts, separator.device) == (1, False, "cpu")
    stems = separator.separate(reader(song), GRID, 2 * GRID, MARGIN)
    again = separator.separate(reader(song), GRID, 2 * GRID, MARGIN)
    separator.close()
    context = (SEGMENT - GRID) // 2
    segment = reader(song)(GRID - context, SEGMENT)
    outputs = info.architecture["outputs"]
    expected = run(module, segment.T.copy())
    picked = expected[[outputs.index(stem) for stem in info.stored_stems]]
    kept = picked[:, :, context - MARGIN : context + GRID + MARGIN].transpose(0, 2, 1)
    assert stems.shape == kept.shape
    assert np.abs(kept).max() > 1e-3
    np.testing.assert_allclose(stems, kept, atol=1e-4)
    np.testing.assert_array_equal(stems, again)


@pytest.mark.parametrize("network", SMALL)
def test_a_shorter_piece_will_do(network: str, installed: Install, song: Sound) -> None:
    info, _, folder = installed(network)
    studio = TorchStudio(info, folder, "cpu", 1, lambda: None)
    stems = studio.run(song[:50_001].T.copy())
    assert stems.shape == (len(info.stored_stems), 2, 50_001)
    assert np.isfinite(stems).all()
    studio.close()


def test_every_listed_studio_model_has_its_network() -> None:
    listed = [info for info in load_models().values() if info.network in ADAPTERS]
    assert {info.network for info in listed} == set(ADAPTERS)
    for info in listed:
        assert set(info.stored_stems) <= set(info.architecture["outputs"]), info.name
