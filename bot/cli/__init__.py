"""The command `wiegwijzer`: one file per subcommand, put together in main.py."""
