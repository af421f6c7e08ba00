"""The only room that knows SQL: sites, frontier, pages, findings over time, passes."""
