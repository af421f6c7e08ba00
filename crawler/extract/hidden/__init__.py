"""What a page hides from its visitors, and what strangers put into it."""
