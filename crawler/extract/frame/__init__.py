"""What stands around the content of every page of a site: menus, footer, search, entries, site map."""
