"""Hand-made malformed cases: one sound case, and a table of what may be done to it and what must be said."""
