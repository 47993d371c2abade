"""`minusone models`: what separates, and how it gets here."""

import argparse
from dataclasses import asdict
from pathlib import Path

from player.base.errors import MinusOneError
from player.cli.terminal import Progress, given_folders, print_json, say
from player.stems import protocol
from player.stems.models import ask


def add_options(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument(
        "action", nargs="?", default="list", choices=["list", "get", "add", "remove"]
    )
    parser.add_argument("what", nargs="?", help="a model's name (get, remove) or a file (add)")
    parser.add_argument("--json", action="store_true", help="print the list as JSON")


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
        request = protocol.InstallModel(options.what, place)
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
            say(f"{model} is installed in {place / model}.")
        case protocol.ModelRemoved(model):
            say(f"{model} is removed.")
    return 0


def _show(progress: protocol.InstallProgress) -> None:
    fraction = progress.done / progress.total if progress.total else None
    Progress.show(f"{progress.stage} {progress.model}", fraction)


def _list(place: Path, *, as_json: bool) -> int:
    answer = ask(protocol.ListModels(place))
    models = answer.models if isinstance(answer, protocol.Models) else ()
    if as_json:
        print_json([asdict(model) for model in models])
        return 0
    for model in models:
        state = "installed" if model.installed else "not installed"
        print(f"{model.name}: {model.title}, {state}, {model.bytes / 10**6:.0f} MB")
        print(f"  stems: {', '.join(model.stems)}; licence: {model.licence}")
        print(f"  {model.note}")
    return 0
