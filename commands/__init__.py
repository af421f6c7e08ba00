"""What the command line does, a file a group of commands; `cli.py` in the root puts them together."""
