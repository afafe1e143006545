"""Stand-ins for the providers, over real HTTP on 127.0.0.1. By hand: `python -m tests.emulators.<name> --help`."""
