"""The typo detector; `typos.find_typos` is the way in. The only importer of numpy among the checks."""

import os

# Before numpy is read: its products are small, and threads that wait for one another cost more than they save.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
