"""A web server with one file on this machine: it breaks off, lies or stalls as a test wants it."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

from separation.models.download import Remote
from tests.separation.pip_server import running

Answer = Callable[["FileServer", BaseHTTPRequestHandler], None]


@dataclass
class FileServer:
    """What it has, and how it answers: each answer once, the last one from then on."""

    content: bytes
    answers: list[Answer]
    tag: str = '"one"'
    ranges: list[str] = field(default_factory=list)
    """What each request asked for."""
    released: threading.Event = field(default_factory=threading.Event)
    """Ends a stall."""

    def remote(self, port: int, *, sized: bool = True) -> Remote:
        """Where the file lies, and what it should be."""
        digest = hashlib.sha256(self.content).hexdigest()
        size = len(self.content) if sized else 0
        return Remote(f"http://127.0.0.1:{port}/weights.pth", digest, size)

    @contextmanager
    def running(self) -> Iterator[int]:
        """Answer until the end; yields the port."""
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.ranges.append(self.headers.get("Range", ""))
                answers = server.answers
                (answers.pop(0) if len(answers) > 1 else answers[0])(server, self)
                self.close_connection = True

            def log_message(self, *_args: object) -> None:
                """Say nothing."""

        with running(Handler) as port:
            try:
                yield port
            finally:
                self.released.set()

    def first(self, request: BaseHTTPRequestHandler) -> int:
        """From where to answer: a range counts only for the file that was begun."""
        wanted = request.headers.get("Range", "")
        if not wanted or request.headers.get("If-Range", self.tag) != self.tag:
            return 0
        return int(wanted.removeprefix("bytes=").removesuffix("-"))


def send(
    server: FileServer,
    request: BaseHTTPRequestHandler,
    content: bytes,
    first: int = 0,
    last: int | None = None,
) -> None:
    """Say that all of `content` from `first` on comes, and send it up to `last`."""
    request.send_response(206 if first else 200)
    if first:
        request.send_header("Content-Range", f"bytes {first}-{len(content) - 1}/{len(content)}")
    request.send_header("Content-Length", str(len(content) - first))
    if server.tag:
        request.send_header("ETag", server.tag)
    request.end_headers()
    request.wfile.write(content[first:last])


def whole(server: FileServer, request: BaseHTTPRequestHandler) -> None:
    send(server, request, server.content, server.first(request))


def half(server: FileServer, request: BaseHTTPRequestHandler) -> None:
    send(server, request, server.content, server.first(request), len(server.content) // 2)


def ignores_ranges(server: FileServer, request: BaseHTTPRequestHandler) -> None:
    send(server, request, server.content)


def ignores_its_own_tag(server: FileServer, request: BaseHTTPRequestHandler) -> None:
    first = request.headers.get("Range", "bytes=0-").removeprefix("bytes=").removesuffix("-")
    send(server, request, server.content, int(first))


def half_of_another_file(server: FileServer, request: BaseHTTPRequestHandler) -> None:
    old, server.tag = server.tag, '"zero"'
    send(server, request, bytes(len(server.content)), 0, len(server.content) // 2)
    server.tag = old


def wrong(server: FileServer, request: BaseHTTPRequestHandler) -> None:
    send(server, request, bytes(len(server.content)))


def too_long(server: FileServer, request: BaseHTTPRequestHandler) -> None:
    send(server, request, server.content + b"more")


def stalls(server: FileServer, request: BaseHTTPRequestHandler) -> None:
    send(server, request, server.content, 0, 1000)
    request.wfile.flush()
    server.released.wait(20)


def status(code: int) -> Answer:
    return lambda _server, request: request.send_error(code)
