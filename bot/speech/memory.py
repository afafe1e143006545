"""Memory that making sounds needed, given back to the machine."""

import ctypes
from contextlib import suppress


def give_back() -> None:
    """Encoders ask for much and free it in many pieces; glibc keeps those for later, 100 MB after some messages.

    Takes some milliseconds. Nothing happens where the C library is another one.
    """
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
