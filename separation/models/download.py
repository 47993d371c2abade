"""Downloads one file by its address: it goes on where it stopped, and is checked at the end."""

import errno
import http.client
import json
import os
import re
import shutil
import time
import urllib.error
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib import request

from separation.errors import WeightsError
from separation.models.http_errors import BROKE_OFF, Temporary, explain, offline
from separation.models.manifest import sha256

PATIENCE = 30.0
"""Seconds without a byte after which a connection counts as dead."""
KEPT_DAYS = 30
"""How long the beginning of a download is kept for another try."""
_TRIES = 4
_PAUSE = 0.5
_BLOCK = 1 << 18
_ENOUGH = 1 << 20  # a try that got this far was worth it, and counts as a first one again
_RANGE = re.compile(r"bytes (?:(\d+)-\d+|\*)/(\d+)")

Watch = Callable[[int, int], None]
"""(bytes here, bytes in all, 0 if unknown); an exception from it ends the download."""


@dataclass(frozen=True)
class Remote:
    """A file somewhere else."""

    url: str
    sha256: str
    """All of it, or its first digits."""
    size: int = 0
    """Bytes; 0 where unknown."""


def download(remote: Remote, folder: Path, watch: Watch, patience: float = PATIENCE) -> Path:
    """Fetch `remote`; returns its checked file in `folder`, where an unfinished one waits as well.

    Raises WeightsError with the cause, OSError when the disk is the cause.
    """
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / f"{remote.sha256[:16]}.whole"
    if whole.is_file() and sha256(whole).startswith(remote.sha256):
        return whole
    transfer = _Transfer(remote, folder / f"{remote.sha256[:16]}.part", watch, patience)
    for _ in range(2):  # the beginning may have been of another file: once more from zero
        resumed = transfer.run()
        if sha256(transfer.part).startswith(remote.sha256):
            transfer.part.replace(whole)
            transfer.forget()
            return whole
        transfer.forget()
        if not resumed:
            break
    raise WeightsError(
        "What arrived is not the published model: its checksum is wrong.",
        f"Try again later. {offline(remote.url)}",
    )


def remove_stale(folder: Path) -> None:
    """Delete what nobody came back for."""
    for path in folder.glob("*"):
        if time.time() - path.stat().st_mtime > KEPT_DAYS * 86_400:
            path.unlink(missing_ok=True)


class _Transfer:
    """Fills a .part file, in as many tries as it takes."""

    def __init__(self, remote: Remote, part: Path, watch: Watch, patience: float) -> None:
        self.part = part
        self._note = part.with_suffix(".json")
        self._remote = remote
        self._watch = watch
        self._patience = patience

    def run(self) -> bool:
        """Until all is there; returns whether any of it came from an earlier answer."""
        resumed, failures, began = self._have() > 0, 0, self._have()
        while True:
            try:
                self._try_once()
                return resumed
            except Temporary as error:
                failures = 0 if self._have() - began >= _ENOUGH else failures + 1
                began = self._have()
                if failures >= _TRIES:
                    raise error.error from error
                resumed = True
                time.sleep(_PAUSE * failures)

    def forget(self) -> None:
        """Delete the beginning that was kept."""
        self.part.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    def _have(self) -> int:
        return self.part.stat().st_size if self.part.exists() else 0

    def _try_once(self) -> None:
        """One request, from where the last one ended. Raises Temporary, WeightsError, OSError."""
        have = self._have()
        if have and have == self._remote.size:
            return
        try:
            response = _opener(self._headers(have)).open(self._remote.url, timeout=self._patience)
        except urllib.error.HTTPError as error:
            with error:
                if error.code != HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE or not have:
                    raise explain(error, self._remote.url) from error
                self._beyond_the_end(error.headers.get("Content-Range", ""), have)
                return
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise explain(error, self._remote.url) from error
        with response:
            self._receive(response, have)

    def _beyond_the_end(self, place: str, have: int) -> None:
        """The server has nothing after what is here: all is here, or the file is another now."""
        match = _RANGE.fullmatch(place)
        if not match or int(match[2]) != have:
            self.forget()
            raise Temporary(WeightsError(BROKE_OFF, "Try again."))

    def _headers(self, have: int) -> list[tuple[str, str]]:
        """A request for the rest, if the file is still the one that was begun."""
        headers = [("User-Agent", "minus-one")]
        if have:
            headers.append(("Range", f"bytes={have}-"))
            with suppress(OSError, ValueError, KeyError):
                headers.append(("If-Range", json.loads(self._note.read_text())["validator"]))
        return headers

    def _receive(self, response: http.client.HTTPResponse, have: int) -> None:
        """Write what comes behind what is here, or from the beginning if all is sent again."""
        start, total = self._extent(response)
        if start not in {0, have}:
            self.forget()
            raise Temporary(WeightsError(BROKE_OFF, "Try again."))
        self._check_length(total)
        if shutil.disk_usage(self.part.parent).free < total - start:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._remember(response)
        with self.part.open("ab" if start else "wb") as file:
            place = start
            self._watch(place, total)
            for block in self._blocks(response):
                file.write(block)
                place += len(block)
                self._watch(place, max(total, place))
                if place > total > 0:
                    break
        if place < total:
            raise Temporary(WeightsError(BROKE_OFF, f"Try again. {offline(self._remote.url)}"))
        self._check_length(place)

    def _extent(self, response: http.client.HTTPResponse) -> tuple[int, int]:
        """Where the answer begins, and how long the whole file is (0 if unknown)."""
        if response.status == HTTPStatus.PARTIAL_CONTENT:
            match = _RANGE.match(response.headers.get("Content-Range", ""))
            if match and match[1]:
                return int(match[1]), int(match[2])
            return -1, 0
        return 0, int(response.headers.get("Content-Length") or self._remote.size)

    def _check_length(self, total: int) -> None:
        if self._remote.size and total != self._remote.size:
            self.forget()
            raise WeightsError(
                f"What the server has is not the published model: it is {total} bytes long "
                f"instead of {self._remote.size}.",
                offline(self._remote.url),
            )

    def _remember(self, response: http.client.HTTPResponse) -> None:
        """What tells this very file from a later one at the same address."""
        tag = response.headers.get("ETag", "")
        validator = tag if tag and not tag.startswith("W/") else response.headers["Last-Modified"]
        if validator:
            self._note.write_text(json.dumps({"url": self._remote.url, "validator": validator}))
        else:
            self._note.unlink(missing_ok=True)

    def _blocks(self, response: http.client.HTTPResponse) -> Iterator[bytes]:
        """The body as it comes; only what the network does wrong is translated."""
        while True:
            try:
                block = response.read1(_BLOCK)
            except (OSError, http.client.HTTPException, ValueError) as error:
                raise explain(error, self._remote.url, connected=True) from error
            if not block:
                return
            yield block


def _opener(headers: list[tuple[str, str]]) -> request.OpenerDirector:
    """HTTP and HTTPS only, by the proxies of the environment and the system's certificates."""
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        request.UnknownHandler(),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPRedirectHandler(),
        request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    opener.addheaders = headers
    return opener
