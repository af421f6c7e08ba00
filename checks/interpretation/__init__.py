"""Checks of policy documents and their interpretations (政策解读)."""
