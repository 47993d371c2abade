"""A child process for tests: gives back what it is sent, and does as some words say."""

import os
from multiprocessing.connection import Connection

from player.base.errors import AudioFileError


def main(connection: Connection, greeting: str) -> None:
    connection.send(greeting)
    while True:
        match connection.recv():
            case "fail":
                connection.send(AudioFileError("No sound in it.", "Try another file."))
            case "die":
                os._exit(3)
            case "return":
                return
            case message:
                connection.send(message)
