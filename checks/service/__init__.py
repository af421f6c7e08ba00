"""Checks of services: guides (办事指南), their forms, and statistics."""
