"""One file for each way to make speech."""
