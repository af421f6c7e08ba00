"""The typo detector; `typos.find_typos` is the way in. The only importer of numpy among the checks."""
