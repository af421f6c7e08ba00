"""Pure functions from the bytes of a page to facts; `page.read_page` is the way in."""
