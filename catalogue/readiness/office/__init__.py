"""What the office asks of all products, and how it changes the model."""
