"""A stand-in for the browser library: what the program asks of it, and markup that a test gives."""
