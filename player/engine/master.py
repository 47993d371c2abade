"""What is done with the sum of all songs on its way to the output: equaliser, then limiter."""

from player.base.units import Pcm
from player.engine.equaliser import Equaliser
from player.engine.limiter import Limiter


class Master:
    """With a flat equaliser and nothing raised, every sample passes as it is."""

    def __init__(self) -> None:
        self.equaliser = Equaliser()
        self._limiter = Limiter()

    def reset(self) -> None:
        """Forget what still sounds in the filters."""
        self.equaliser.reset()
        self._limiter = Limiter()

    def process(self, out: Pcm, *, raised: bool) -> None:
        """Finish `out` (n, 2) in place. `raised`: whether something before may be above unity."""
        armed = raised or not self.equaliser.flat
        self.equaliser.process(out)
        self._limiter.process(out, armed=armed)
