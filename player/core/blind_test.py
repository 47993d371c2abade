"""An ABX test: two alternatives without their names, and a third that is one of the two."""

import random
from math import comb


class BlindTest:
    """Alternatives are 0 and 1; which of them is A is drawn once, which is X in each round."""

    def __init__(self, chance: random.Random | None = None) -> None:
        self._chance = chance or random.SystemRandom()
        self._a = self._chance.randrange(2)
        self._x = 0
        self.right = 0
        self.tries = 0
        self._draw()

    def alternative(self, letter: str) -> int:
        """Which alternative is behind "A", "B" or "X"."""
        return {"A": self._a, "B": 1 - self._a, "X": self._x}[letter]

    def answer(self, letter: str) -> bool:
        """Say that X is "A" or "B"; whether that was right. The next round begins."""
        right = self.alternative(letter) == self._x
        self.tries += 1
        self.right += right
        self._draw()
        return right

    @property
    def by_guessing(self) -> float:
        """How probable it is to be right at least so often by guessing alone, 0 to 1."""
        ways = sum(comb(self.tries, hits) for hits in range(self.right, self.tries + 1))
        return float(ways / 2**self.tries)

    def _draw(self) -> None:
        self._x = self._chance.randrange(2)
