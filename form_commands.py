"""`xuncha forms`: the official forms."""
