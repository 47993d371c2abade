"""What is wrong with a query, and where."""

from player.base.errors import MinusOneError


class QueryError(MinusOneError):
    """A query that cannot be understood; `start` and `end` are the part that it is about."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.start = start
        self.end = end
