"""Sites drawn by lot: labels, layouts, dates and faults come from a seed, so that nothing can be tuned to them.

The demo web shows every odd form once; these show what a site that nobody has seen may look like.
"""
