"""Checks of what can be opened (网站可用性)."""
