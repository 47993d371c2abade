"""Catches log records that nobody expected."""

import logging
import re
from types import TracebackType
from typing import Self


class StrayLogs(logging.Handler):
    """Collects records of WARNING and above, except those a test said it expects."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._records: list[str] = []
        self._expected: list[re.Pattern[str]] = []

    def expect(self, pattern: str) -> None:
        """Let records pass in which `pattern` is found; may be said before or after they come."""
        self._expected.append(re.compile(pattern))

    @property
    def stray(self) -> list[str]:
        """The records that nobody expected, one line each."""
        return [
            line
            for line in self._records
            if not any(pattern.search(line) for pattern in self._expected)
        ]

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record."""
        self._records.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def __enter__(self) -> Self:
        logging.getLogger().addHandler(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        logging.getLogger().removeHandler(self)
