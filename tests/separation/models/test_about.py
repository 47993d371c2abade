"""What a user is told of a model before it is fetched."""

import sys
from pathlib import Path

import pytest

from separation.errors import WeightsError
from separation.models.about import check_terms, find_model, missing, quality
from separation.models.registry import DEFAULT_MODEL, load_models


def test_terms_must_be_accepted() -> None:
    models = load_models()
    with pytest.raises(WeightsError, match="not for commercial use") as caught:
        check_terms(models["umxl"], accepted=False)
    assert "models get umxl --accept-licence" in caught.value.hint
    check_terms(models["umxl"], accepted=True)
    check_terms(models[DEFAULT_MODEL], accepted=False)


def test_a_missing_package_is_told_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    models = load_models()
    monkeypatch.setitem(sys.modules, "pymss_core", None)
    assert "pip install 'minus-one[studio]'" in missing(models["bs-roformer"])
    assert missing(models[DEFAULT_MODEL]) == ""
    assert missing(models["umxhq"]) == ""


def test_published_figures_come_with_their_source() -> None:
    models = load_models()
    assert quality(models["mdx23c"]) == "vocals 10.2 dB (multisong set of mvsep.com, not MUSDB18)"
    assert quality(models["spleeter-5stems"]) == ""


def test_an_unknown_name_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    assert find_model("htdemucs", tmp_path).name == "htdemucs"
    with pytest.raises(WeightsError, match="no model named 'nothing'") as caught:
        find_model("nothing", tmp_path)
    assert "htdemucs" in caught.value.hint
