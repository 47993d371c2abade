"""What a failed download means for the listener: the cause in one sentence, and what to do."""

import socket
import ssl
import urllib.error
from http import HTTPStatus

from separation.errors import WeightsError

BROKE_OFF = "The download stalled or broke off."
_WORTH_ANOTHER_TRY = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS}


class Temporary(Exception):
    """Worth another try; `error` is for the user when no try helps."""

    def __init__(self, error: WeightsError) -> None:
        super().__init__(str(error))
        self.error = error


def offline(url: str) -> str:
    """The way around any trouble with the network."""
    return f"Or fetch {url} in another way, then run: minusone models add FILE"


def explain(error: Exception, url: str, *, connected: bool = False) -> Exception:
    """`error` as a Temporary or a WeightsError; `connected`: some bytes had come already."""
    if isinstance(error, urllib.error.HTTPError):
        return _from_status(error.code, url)
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    text = str(cause)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return WeightsError(
            "The server's certificate is not trusted.",
            "Check the clock, or set SSL_CERT_FILE to the certificates of your network. "
            + offline(url),
        )
    if "Tunnel connection failed" in text or "unknown url type" in text:
        return _proxy(url)
    broke_off = isinstance(cause, TimeoutError | ConnectionResetError | ssl.SSLError)
    if connected or broke_off or not isinstance(cause, OSError):
        return Temporary(WeightsError(BROKE_OFF, f"Try again. {offline(url)}"))
    unknown = isinstance(cause, socket.gaierror)
    why = "the server's name is not known" if unknown else cause.strerror or text
    return WeightsError(
        f"The network cannot be reached: {why}.",
        f"Check the connection (and the proxy, if one is needed). {offline(url)}",
    )


def _proxy(url: str) -> WeightsError:
    return WeightsError(
        "The proxy refused the connection.",
        f"Check the proxy that is set (https_proxy, with name and password). {offline(url)}",
    )


def _from_status(code: int, url: str) -> Exception:
    """What the server answered instead of the file."""
    if code == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
        return _proxy(url)
    if code in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return WeightsError(
            f"The model is not at its address any more: {url}",
            "Look for it elsewhere, then run: minusone models add FILE",
        )
    if code in _WORTH_ANOTHER_TRY or code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Temporary(
            WeightsError(
                f"The server cannot give the model now (HTTP {code}).",
                f"Try again later. {offline(url)}",
            )
        )
    return WeightsError(f"The server refuses to give the model (HTTP {code}).", offline(url))
