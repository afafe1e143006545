"""A summary for one midwife, sealed so that what is stored cannot be read: made, opened, counted, ended."""
