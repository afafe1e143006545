"""What a person's words mean: from cleaned text to a `Reading`, and from there to a `Meaning`."""
