"""Sound through ffmpeg's filters, without an ffmpeg on the machine."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, cast

import numpy as np

from bot.speech.voice import RATE, Samples

if TYPE_CHECKING:
    from av import AudioFrame
    from av.filter import Graph

_BLOCK: Final = RATE // 10


def filtered(samples: Samples, *filters: tuple[str, str], rate: int = RATE) -> Samples:
    """The sound, which has `rate` samples a second, after these filters; at `RATE`."""
    if not len(samples):
        return samples
    last = (("aresample", str(RATE)), ("aformat", "sample_fmts=flt"))
    parts = [numbers(frame) for frame in frames(samples, *filters, *last, rate=rate)]
    return np.concatenate([*parts, np.zeros(0, np.float32)])


def frames(samples: Samples, *filters: tuple[str, str], rate: int = RATE) -> Iterator["AudioFrame"]:
    """What comes out, block by block, with what the filters noted on it."""
    import av  # noqa: PLC0415 - takes 0.2 s

    graph = _graph(filters, rate)
    for start in range(0, len(samples), _BLOCK):
        block = np.ascontiguousarray(samples[start : start + _BLOCK], np.float32)
        frame = av.AudioFrame.from_ndarray(block.reshape(1, -1), format="flt", layout="mono")
        frame.sample_rate, frame.pts = rate, start
        graph.push(frame)
        yield from _ready(graph)
    graph.push(None)
    yield from _ready(graph)


def numbers(frame: "AudioFrame") -> Samples:
    return cast(Samples, frame.to_ndarray().reshape(-1).astype(np.float32, copy=False))


def from_pcm(content: bytes) -> Samples:
    """Of whole samples: 16 bits each, little-endian."""
    return np.frombuffer(content, "<i2").astype(np.float32) / np.float32(32768)


def _graph(filters: tuple[tuple[str, str], ...], rate: int) -> "Graph":
    import av.filter  # noqa: PLC0415 - av takes 0.2 s

    graph = av.filter.Graph()
    between = [graph.add(name, setting) for name, setting in filters]
    source = graph.add_abuffer(sample_rate=rate, format="flt", layout="mono")
    graph.link_nodes(source, *between, graph.add("abuffersink")).configure()
    return graph


def _ready(graph: "Graph") -> Iterator["AudioFrame"]:
    import av  # noqa: PLC0415 - takes 0.2 s

    while True:
        try:
            yield cast("AudioFrame", graph.pull())
        except (av.BlockingIOError, av.EOFError):
            return
