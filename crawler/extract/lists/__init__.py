"""The lists of a page: in its markup, as data for its scripts, or somewhere else that the scripts name."""
