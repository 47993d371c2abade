"""Which model a command runs: the one that is named, or one that makes as many stems as wanted."""

import argparse
from dataclasses import replace

from player.base.errors import MinusOneError
from player.base.folders import Folders
from player.base.settings import QUALITIES, Settings
from player.base.units import StemName
from player.stems import protocol
from player.stems.models import ask
from player.stems.versions import KnownVersions

COUNTS = (2, 4, 5, 6)
QUICK = "spleeter-quick4"
"""Makes four stems with what is there from the start; any other model of four is better."""


def add_model_options(parser: argparse.ArgumentParser) -> None:
    """Options that choose the model."""
    parser.add_argument("--model", metavar="NAME", help="the model (see: minusone models)")
    parser.add_argument(
        "--quality", choices=QUALITIES, help="how careful it is, for models that have a choice"
    )


def chosen(options: argparse.Namespace, place: Folders, settings: Settings) -> Settings:
    """The settings, with the model and the quality that the options ask for."""
    model = options.model or settings.model
    wanted = getattr(options, "stems", None)
    if wanted and not options.model:
        model = _with_stems(wanted, place, settings)
    return replace(settings, model=model, quality=options.quality or settings.quality)


def stems_of_model(place: Folders, settings: Settings) -> tuple[StemName, ...]:
    """What the model of the settings makes; MinusOneError if there is no such model."""
    known = KnownVersions(place.versions).get(settings.model, settings.quality)
    if known is not None:
        return known.stems
    found = next((m for m in _models(place) if m.name == settings.model), None)
    if found is None:
        raise MinusOneError(f"There is no model named {settings.model!r}.", "See: minusone models")
    return tuple(StemName(stem) for stem in found.stems)


def _with_stems(count: int, place: Folders, settings: Settings) -> str:
    versions = KnownVersions(place.versions)
    own = [name for name in (settings.studio_model, settings.model) if name]
    for name in own:
        known = versions.get(name, settings.quality)
        if known is not None and len(known.stems) == count and (place.models / name).is_dir():
            return name
    fitting = [model for model in _models(place) if len(model.stems) == count]
    # Networks first, then the quick split, and methods without weights last.
    fitting.sort(key=lambda model: (not model.bytes, model.name == QUICK))
    installed = [model.name for model in fitting if model.installed]
    for name in (*own, *installed):
        if name in installed:
            return name
    names = ", ".join(model.name for model in fitting)
    raise MinusOneError(
        f"No installed model makes {count} stems.",
        f"Fetch one with: minusone models get NAME ({names}).",
    )


def _models(place: Folders) -> tuple[protocol.ModelDescription, ...]:
    answer = ask(protocol.ListModels(place.models))
    return answer.models if isinstance(answer, protocol.Models) else ()
