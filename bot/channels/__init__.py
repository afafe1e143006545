"""Ways to reach people. Each channel reads a provider's payloads (pure) and hands over one message (I/O)."""
