"""Files that people hand in: the register of sites, of new media accounts, messages of visitors about errors."""
