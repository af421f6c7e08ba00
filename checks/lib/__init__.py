"""Pure code that several checks share: words, similarity, working days, document numbers, policies."""
