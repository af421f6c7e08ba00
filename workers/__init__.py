"""The processes that read pages: pool (the program's side), nursery (from which they are forked), messages between them.

What happens to a page in one of them is `pagework.py` in the root.
"""
