"""What only policy documents and interpretations show: the property table, and links to the counterpart."""
