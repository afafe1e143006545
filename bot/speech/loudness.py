"""How loud something is heard (ITU-R BS.1770), and making everything equally loud.

Engines differ by 6 dB: without this she turns the sound up for one message and is startled by the next.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, cast

import numpy as np

from bot.speech.voice import RATE, Samples

if TYPE_CHECKING:
    from av import AudioFrame
    from av.filter import Graph

TARGET: Final = -16.0  # LUFS: what speech on telephones is mixed to
LOUD: Final = -10.0  # LUFS: from one telephone into another
PEAK: Final = 0.84  # -1.5 dB full scale: lossy encoding adds a little
_SILENCE: Final = -70.0  # LUFS: where the measure ends
_SHORTEST: Final = int(0.4 * RATE)  # the measure looks at windows of 0.4 s
_TRIES: Final = 3  # the limiter takes some loudness away; twice is enough for speech
_CLOSE: Final = 0.3  # LU
_BLOCK: Final = RATE // 10


def loudness(samples: Samples) -> float:
    """Loudness in LUFS; -70 for silence. What is shorter than the measure's window is repeated."""
    import av.filter  # noqa: PLC0415 - av takes 0.2 s

    if not len(samples):
        return _SILENCE
    graph = av.filter.Graph()
    graph.link_nodes(
        graph.add_abuffer(sample_rate=RATE, format="flt", layout="mono"),
        graph.add("ebur128", "metadata=1"),
        graph.add("abuffersink"),
    ).configure()
    repeated = np.resize(samples, max(len(samples), -(-_SHORTEST // len(samples)) * len(samples)))
    measured = [frame.metadata for frame in _through(graph, repeated)]
    whole = [
        float(found["lavfi.r128.I"]) for found in measured if "lavfi.r128.I" in found
    ]  # none at a last short block
    return whole[-1] if whole else _SILENCE


def levelled(samples: Samples, target: float = TARGET) -> Samples:
    """As loud as `target`, within 1 LU, its peaks held below `PEAK`. Silence stays silence."""
    made, asked = samples, 0.0
    for _ in range(_TRIES):
        missing = target - loudness(made)
        if abs(missing) < _CLOSE or missing > 50:
            return made
        asked += missing
        made = _limited(samples * np.float32(10 ** (asked / 20)))
    return made


def _limited(samples: Samples) -> Samples:
    """Peaks turned down before they come, nothing cut."""
    import av.filter  # noqa: PLC0415 - av takes 0.2 s

    if np.abs(samples).max(initial=0) <= PEAK:
        return samples
    graph = av.filter.Graph()
    graph.link_nodes(
        graph.add_abuffer(sample_rate=RATE, format="flt", layout="mono"),
        graph.add("alimiter", f"limit={PEAK}:attack=5:release=50:level=disabled:latency=1"),
        graph.add("aformat", "sample_fmts=flt"),
        graph.add("abuffersink"),
    ).configure()
    made = np.concatenate([frame.to_ndarray().reshape(-1) for frame in _through(graph, samples)])
    return np.clip(made[: len(samples)], -PEAK, PEAK)


def _through(graph: "Graph", samples: Samples) -> Iterator["AudioFrame"]:
    import av  # noqa: PLC0415 - takes 0.2 s

    for start in range(0, len(samples), _BLOCK):
        block = np.ascontiguousarray(samples[start : start + _BLOCK], np.float32)
        frame = av.AudioFrame.from_ndarray(block.reshape(1, -1), format="flt", layout="mono")
        frame.sample_rate, frame.pts = RATE, start
        graph.push(frame)
        yield from _ready(graph)
    graph.push(None)
    yield from _ready(graph)


def _ready(graph: "Graph") -> Iterator["AudioFrame"]:
    import av  # noqa: PLC0415 - takes 0.2 s

    while True:
        try:
            yield cast("AudioFrame", graph.pull())
        except (av.BlockingIOError, av.EOFError):
            return
