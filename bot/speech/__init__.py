"""Words made heard: which voice says them, and the sound kept for the next time. Knows texts, no conversations."""
