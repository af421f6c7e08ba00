"""What a site and each of its pages must carry: tags, identity, entries, names."""
