"""`minusone scan`: brings the library up to what is on disk."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from player.base.errors import MinusOneError
from player.base.messages import MessageLog
from player.cli.terminal import (
    Complaints,
    Progress,
    given_folders,
    main_loop,
    print_json,
    say,
)
from player.core.scan_service import ScanService
from player.decoder.errors import printable
from player.library.items import FailedFile
from player.library.scanner.protocol import Summary
from player.library.store import FILE

_SHOWN = 20
"""How many of the files that failed are named, unless all are wanted as JSON."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument(
        "folders",
        nargs="*",
        type=Path,
        metavar="DIR",
        help="a folder that belongs to the library from now on; without one, all that do",
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def run(options: argparse.Namespace) -> int:
    """Carry it out; 0 unless nothing could be scanned."""
    _check(options.folders)
    messages, complaints, summaries = MessageLog(), Complaints(), list[Summary]()
    messages.said.connect(complaints.take)
    with main_loop() as loop:
        service = ScanService(given_folders(options).data / FILE, messages, loop)
        service.finished.connect(summaries.append)
        service.progress_changed.connect(lambda: _show(service))
        try:
            if options.folders:
                service.add_folders(options.folders)
            else:
                service.rescan()
            loop.run_until(lambda: bool(summaries))
        finally:
            service.close()
        Progress.clear()
        summary = summaries[0]
        if not service.roots and not complaints.failed:
            raise MinusOneError(
                "The library has no folders yet.", "Name one: minusone scan ~/Music"
            )
    _print(summary, as_json=options.json)
    looked = len(service.roots) > len(summary.away)
    return 1 if summary.cancelled or complaints.failed or not looked else 0


def _check(folders: list[Path]) -> None:
    for folder in folders:
        if not folder.is_dir():
            raise MinusOneError(
                f"{printable(folder)} is not a folder that is there.",
                "Check the name, or whether its drive is connected.",
            )


def _show(service: ScanService) -> None:
    progress = service.progress
    if progress is not None:
        to_read = progress.read + progress.waiting
        fraction = progress.read / to_read if to_read else None
        Progress.show(f"{progress.found} found, {progress.folder}"[:100], fraction)


def _print(summary: Summary, *, as_json: bool) -> None:
    if as_json:
        print_json(_plain(summary))
        return
    print(
        f"{summary.found} sound files found in {summary.seconds:.1f} s: {summary.new} new, "
        f"{summary.changed} changed, {summary.moved} moved, {summary.missing} missing, "
        f"{len(summary.failed)} failed, {summary.unchanged} unchanged."
    )
    for folder in summary.away:
        say(f"{printable(folder)} is not there now; its tracks are kept.")
    failed = (*summary.unreadable, *summary.failed)
    for file in failed[:_SHOWN]:
        say(f"{printable(file.path)}: {file.reason}")
    if len(failed) > _SHOWN:
        say(f"... and {len(failed) - _SHOWN} more; --json names all.")


def _plain(summary: Summary) -> dict[str, Any]:
    values = asdict(summary)
    values["failed"] = _listed(summary.failed)
    values["unreadable"] = _listed(summary.unreadable)
    values["away"] = [printable(path) for path in summary.away]
    values["seconds"] = round(summary.seconds, 3)
    return values


def _listed(failed: tuple[FailedFile, ...]) -> list[dict[str, str]]:
    return [{"path": printable(file.path), "reason": file.reason} for file in failed]
