"""A device counts only if torch can work on it."""

import pytest

from separation.errors import DeviceError
from separation.models.devices import choose_device

torch = pytest.importorskip("torch")


@pytest.mark.parametrize(
    ("device", "found", "built"),
    [
        ("cuda", torch.cuda, torch.version.cuda is not None),
        ("mps", torch.backends.mps, torch.backends.mps.is_built()),
    ],
)
def test_a_device_that_is_found_but_fails_is_not_used(
    device: str, found: object, built: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if built:
        pytest.skip(f"this torch has {device}: it may well work")
    monkeypatch.setattr(found, "is_available", lambda: True)
    with pytest.raises(DeviceError, match=f"finds no {device} device"):
        choose_device(device)


def test_the_cpu_is_always_there() -> None:
    assert choose_device("auto") in {"cpu", "cuda", "mps"}
    assert choose_device("cpu") == "cpu"
