"""The stereo plane on the screen: pan against frequency, a spectrogram, and regions on both."""
