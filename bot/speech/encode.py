"""From samples to files: Opus for a Telegram voice message, MP3 for every browser, 8 kHz WAV for a telephone.

The same samples give the same bytes, today and tomorrow (`bitexact`: else an Ogg stream gets a random number).
"""

import io
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

import numpy as np

from bot.speech.decode import decoded
from bot.speech.sound import Container, Sound
from bot.speech.voice import RATE, Samples

if TYPE_CHECKING:
    from av import AudioStream

_BITEXACT: Final = MappingProxyType({"fflags": "+bitexact"})


@dataclass(frozen=True, slots=True)
class _Form:
    container: str
    codec: str
    rate: int
    bits: int = 0  # a second; 0: as it comes
    options: Mapping[str, str] = field(default_factory=dict)


# The levels halve the work; more of it is not heard in speech at these rates.
FORMS: Final = MappingProxyType(
    {
        Container.OGG: _Form("ogg", "libopus", RATE, 24_000, {"application": "voip", "compression_level": "5"}),
        Container.MP3: _Form("mp3", "libmp3lame", 24_000, 48_000, {"compression_level": "7"}),
    }
)
_MASTER: Final = _Form("ogg", "libopus", RATE, 64_000, {"application": "audio"})
_TELEPHONE: Final = _Form("wav", "pcm_s16le", 8_000)


def encoded(samples: Samples, container: Container) -> bytes:
    """The whole file."""
    return _encoded(samples, FORMS[container])


def files(samples: Samples) -> Mapping[Container, bytes]:
    """Every file, made at the same time: somebody may be waiting."""
    with ThreadPoolExecutor(len(Container)) as pool:
        return dict(zip(Container, pool.map(lambda container: encoded(samples, container), Container), strict=True))


def master(samples: Samples) -> bytes:
    """A recording to keep: good enough to make every other file from."""
    return _encoded(samples, _MASTER)


def wav(sound: Sound) -> bytes:
    """The sound for a telephone: WAV, 8 kHz, one channel, 16 bits. Made on demand, in some milliseconds a minute."""
    return _encoded(decoded(sound.content(Container.OGG)), _TELEPHONE)


def _encoded(samples: Samples, form: _Form) -> bytes:
    import av  # noqa: PLC0415 - takes 0.2 s

    file = io.BytesIO()
    with av.open(file, "w", format=form.container, options=dict(_BITEXACT)) as output:
        stream = cast("AudioStream", output.add_stream(form.codec, rate=form.rate, options=dict(form.options)))
        stream.layout = "mono"
        if form.bits:
            stream.bit_rate = form.bits
        stream.codec_context.open()
        size = stream.codec_context.frame_size or None
        fitting = av.AudioResampler(stream.format, "mono", form.rate, frame_size=size)
        frame = av.AudioFrame.from_ndarray(_whole(samples), format="s16", layout="mono")
        frame.sample_rate, frame.pts = RATE, 0
        for piece in (frame, None):
            for resampled in fitting.resample(piece):
                output.mux(stream.encode(resampled))
        output.mux(stream.encode(None))
    return file.getvalue()


def _whole(samples: Samples) -> "np.ndarray[tuple[int, int], np.dtype[np.int16]]":
    return np.round(np.clip(samples, -1, 1) * 32767).astype(np.int16).reshape(1, -1)
