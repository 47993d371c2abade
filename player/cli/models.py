"""`minusone models`: what separates, and how it gets here."""

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from player.base.errors import MinusOneError
from player.cli.terminal import Progress, given_folders, print_json, say
from player.engine.live.kinds import SUMMARIES
from player.stems import protocol
from player.stems.models import ask

SONG_S = 240
"""Length of the song that speeds are told by."""

DETAILS = """\
list    all models: their stems, licences, published quality and speed
get     fetch one; what broke off goes on where it stopped
add     install one from a file: a checkpoint, package, archive or folder that was fetched
        elsewhere, or a model of your own
remove  delete one

A model of your own is a checkpoint (.pt, .safetensors or .onnx) with a TOML file of the same
name beside it:

  title = "My voice model"             how it is called in lists
  architecture = "unet-mask"           or "onnx-mask"
  stems = ["vocals", "accompaniment"]  the last one is the mix minus the others
  stft = { window = 4096, hop = 1024, bins = 1024 }
  activation = "elu"                   unet-mask only: "leaky_relu" (as in Spleeter) or "elu"
  licence = "CC0"                      of the weights
  note = "Trained on choirs."          optional, as are credit and homepage

unet-mask  a state dict (.pt or .safetensors) with Spleeter's U-Net for each stem, its tensors
           named nets.vocals.down.0.weight and so on, as in separation/models/unet.py
onnx-mask  an .onnx graph from magnitudes (1, 2, frames, bins) to the masks of all stems but the
           last (stems - 1, 2, frames, bins); frames come in multiples of 64, bins are at most 2048
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.epilog = DETAILS
    parser.add_argument(
        "action", nargs="?", default="list", choices=["list", "get", "add", "remove"]
    )
    parser.add_argument("what", nargs="?", help="a model's name (get, remove) or a file (add)")
    parser.add_argument("--json", action="store_true", help="print the list as JSON")
    parser.add_argument(
        "--accept-licence", action="store_true", help="get: accept the model's terms unasked"
    )


def run(options: argparse.Namespace) -> int:
    """Carry it out."""
    place = given_folders(options).models
    if options.action == "list":
        return _list(place, as_json=options.json)
    if not options.what:
        raise MinusOneError(
            f"models {options.action} needs a name or a file.", "See: minusone models --help"
        )
    request: protocol.Request
    if options.action == "get":
        accepted = options.accept_licence or _accepts(options.what, place)
        request = protocol.InstallModel(options.what, place, accepted)
    elif options.action == "add":
        request = protocol.AddModel(Path(options.what), place)
    else:
        request = protocol.RemoveModel(options.what, place)
    try:
        answer = ask(request, _show)
    finally:
        Progress.clear()
    match answer:
        case protocol.ModelInstalled(model):
            say(f"{model} is installed.")
        case protocol.ModelRemoved(model):
            say(f"{model} is removed.")
    return 0


def _accepts(name: str, place: Path) -> bool:
    """Whether the user, asked on a terminal, accepts the model's terms; says what it lacks, too."""
    model = next((model for model in _models(place) if model.name == name), None)
    if model is None:
        return False
    if model.missing:
        say(model.missing)
    if not model.terms or not sys.stdin.isatty():
        return False
    say(f"{model.title}: {model.terms}")
    if input("Do you accept this? [y/N] ").strip().lower() in {"y", "yes"}:
        return True
    raise MinusOneError(f"{name} is not fetched.", "Its terms were not accepted.")


def _show(progress: protocol.InstallProgress) -> None:
    fraction = progress.done / progress.total if progress.total else None
    Progress.show(f"{progress.stage} {progress.model}", fraction)


def _models(place: Path) -> tuple[protocol.ModelDescription, ...]:
    answer = ask(protocol.ListModels(place))
    return answer.models if isinstance(answer, protocol.Models) else ()


def _list(place: Path, *, as_json: bool) -> int:
    models = _models(place)
    if as_json:
        print_json([_as_json(model) for model in models])
        return 0
    for model in models:
        print("\n".join(_lines(model)))
    print("Live filters, for play and render --live (nothing to install):")
    print("\n".join(f"  {name}: {summary}" for name, summary in SUMMARIES.items()))
    return 0


def _as_json(model: protocol.ModelDescription) -> dict[str, Any]:
    return {**asdict(model), "sdr": dict(model.sdr)}


def _lines(model: protocol.ModelDescription) -> list[str]:
    """What a person wants to know of a model."""
    state = "installed" if model.installed else "not installed"
    size = f"{model.bytes / 10**6:.0f} MB" if model.bytes else "size unknown"
    if model.installed and not model.bytes:
        state, size = "part of the program", "no weights"
    told = {
        "stems": ", ".join(model.stems),
        "licence": model.licence,
        "terms": model.terms,
        "published SDR": model.published_sdr,
        "speed": _speed(model.x_realtime),
        "missing": model.missing,
    }
    lines = [f"  {key}: {text}" for key, text in told.items() if text]
    notes = [f"  {model.note}"] if model.note else []
    return [f"{model.name}: {model.title}, {state}, {size}", *lines, *notes]


def _speed(x_realtime: float) -> str:
    """In words, for 2 CPU cores; "" where it is unknown."""
    if not x_realtime:
        return ""
    seconds = SONG_S / x_realtime
    time = f"{seconds:.0f} s" if seconds < 2 * 60 else f"{seconds / 60:.0f} minutes"
    slow = ", slower than the song plays" if x_realtime < 1 else ""
    return f"about {time} for a 4-minute song on 2 CPU cores{slow}"
