"""Serves a trained model on this machine: `python serve.py MODEL SECRET_FILE PORT`, in this folder.

The same as `rasa run --enable-api --jwt-secret …`, but a secret on a command line is there for everybody to see.
Without a credentials file Rasa would open a chat channel that asks for no token.
"""

import os
import sys
from pathlib import Path

# Nobody is told that or how we use Rasa; no graphics card is looked for.
QUIET = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "2", "CUDA_VISIBLE_DEVICES": "-1"}


def main(model: str, secret: str, port: str) -> None:
    os.environ.update(QUIET)
    from rasa.__main__ import main as rasa

    words = (
        f"run --enable-api --model {model} --interface 127.0.0.1 --port {port} --credentials credentials.yml".split()
    )
    sys.argv = ["rasa", *words, "--jwt-method", "HS256", "--jwt-secret", Path(secret).read_text().strip()]
    rasa()


if __name__ == "__main__":
    main(*sys.argv[1:4])
