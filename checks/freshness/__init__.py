"""Checks of what is up to date (信息更新)."""
