"""Official forms: one file for each, filled from register, passes, findings and what a person has entered."""
