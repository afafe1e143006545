"""The command `wiegwijzer`."""
