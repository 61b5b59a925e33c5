"""What only real processes and threads show, each on a database of its own."""
