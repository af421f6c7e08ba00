"""The only room that knows HTTP and HTML: it looks, and hands on facts."""
