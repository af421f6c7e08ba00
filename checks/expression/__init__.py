"""Checks of the wording (表述)."""
