"""Checks of interaction with the public (互动交流)."""
