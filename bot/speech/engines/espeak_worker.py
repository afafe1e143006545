"""espeak-ng in a process of its own: its library has global state, and says nothing twice the same in one process.

Started by its path, without the companion's packages. Reads from stdin `{"voice", "rate", "sentences"}`; writes for
each sentence its number of samples (4 bytes, little-endian), then the samples (16 bits, 22,050 a second).
"""

import ctypes
import json
import sys
from collections.abc import Callable
from typing import Any

import espeakng_loader

SYNCHRONOUS = 2
CHARACTERS_UTF8 = 1
RATE_PARAMETER = 1
SAMPLES_A_SECOND = 22_050
Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


def main() -> int:
    """0 when all was said, 3 when there is no such voice, 4 when the library is not as expected."""
    asked = json.load(sys.stdin)
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    heard: list[bytes] = []
    keep = Callback(_listener(heard))
    if library.espeak_Initialize(SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), 0) != SAMPLES_A_SECOND:
        return 4
    library.espeak_SetSynthCallback(keep)
    if library.espeak_SetVoiceByName(asked["voice"].encode()):
        return 3
    library.espeak_SetParameter(RATE_PARAMETER, asked["rate"], 0)
    for sentence in asked["sentences"]:
        heard.clear()
        words = sentence.encode()
        library.espeak_Synth(words, ctypes.c_size_t(len(words) + 1), 0, 0, 0, CHARACTERS_UTF8, None, None)
        said = b"".join(heard)
        sys.stdout.buffer.write((len(said) // 2).to_bytes(4, "little") + said)
    return 0


def _listener(heard: list[bytes]) -> Callable[[Any, int, Any], int]:
    def listen(samples: Any, count: int, _events: Any) -> int:
        if samples and count:
            heard.append(ctypes.string_at(samples, count * 2))
        return 0

    return listen


if __name__ == "__main__":
    raise SystemExit(main())
