"""What a process that makes sounds is like: no more important than it is told, and never longer there than we are."""

import os
import signal
import threading
from multiprocessing import connection, parent_process


def begin(niceness: int) -> None:
    """In the new process, before its first task. A group of its own: Ctrl-C is for the companion, which ends us."""
    os.setpgrp()
    os.nice(niceness)
    if parent := parent_process():
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(companion: int) -> None:
    """Also when it was killed; with the speech programs that run for us."""
    connection.wait([companion])
    os.killpg(os.getpid(), signal.SIGKILL)
