"""Extra requests about a site as a whole, made once a pass; each answers with plain facts for the checks that need it."""
