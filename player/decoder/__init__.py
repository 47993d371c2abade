"""Any audio file as float32 stereo frames at 44.1 kHz, with exact seek and a known length."""

from player.decoder.content_key import content_key
from player.decoder.opening import is_address, open_source
from player.decoder.source import AudioSource, SourceInfo

__all__ = ["AudioSource", "SourceInfo", "content_key", "is_address", "open_source"]
