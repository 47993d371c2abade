"""Errors of the world say what happened and what to do, in whatever process they are read."""

import pickle

import pytest

from player.base import errors


@pytest.mark.parametrize(
    "kind",
    [
        errors.MinusOneError,
        errors.AudioFileError,
        errors.OutputError,
        errors.CacheError,
        errors.SeparationError,
        errors.ChildDiedError,
    ],
)
def test_an_error_is_pickled_whole(kind: type[errors.MinusOneError]) -> None:
    copy = pickle.loads(pickle.dumps(kind("It broke.", "Mend it.")))  # noqa: S301
    assert type(copy) is kind
    assert (copy.message, copy.hint, str(copy)) == ("It broke.", "Mend it.", "It broke. Mend it.")


def test_an_error_without_a_hint_is_one_sentence() -> None:
    assert str(errors.MinusOneError("It broke.")) == "It broke."
