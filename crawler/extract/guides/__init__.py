"""Service guides (办事指南) on a page; `guide.read_guide` is the way in."""
