"""The house in which sharing is tried."""

from tests.summary.house import hers

__all__ = ["hers"]
