"""How well a few letters fit a line of words."""

_WORD_START = 8
_TOGETHER = 5
_LETTER = 1
_GAP = 0.2


def score(query: str, text: str) -> float | None:
    """Higher is better; None if the letters of `query` do not all occur in order.

    Starts of words count most (and what follows on them without a gap as much), then letters that
    stand together; between texts that fit alike the shorter one wins. Each word of the query may
    be found anywhere.
    """
    parts = query.casefold().split()
    scores = [_part(part, text.casefold()) for part in parts]
    found = [each for each in scores if each is not None]
    return sum(found) - len(text) / 100 if len(found) == len(scores) else None


def _part(part: str, text: str) -> float | None:
    """The best of the ways that begin at each place where the first letter occurs."""
    starts = [at for at, letter in enumerate(text) if letter == part[0]]
    ways = [_way(part, text, start) for start in starts]
    return max((way for way in ways if way is not None), default=None)


def _way(part: str, text: str, start: int) -> float | None:
    total, before, from_start = 0.0, start - 1, False
    for letter in part:
        at = _next(letter, text, before)
        if at < 0:
            return None
        together = at == before + 1
        from_start = _begins_word(text, at) or (together and from_start)
        total += _LETTER + (_WORD_START if from_start else 0)
        total += _TOGETHER if together else -_GAP * (at - before)
        before = at
    return total


def _next(letter: str, text: str, before: int) -> int:
    """The letter right after the one before, else at the start of a word, else anywhere."""
    at = text.find(letter, before + 1)
    if at == before + 1:
        return at
    starts = (at for at in range(before + 1, len(text)) if text[at] == letter)
    return next((start for start in starts if _begins_word(text, start)), at)


def _begins_word(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum()
