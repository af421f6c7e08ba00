"""Speed, memory and accuracy, each one command."""
