"""What is offered: categories, products, their variants, prices and pictures."""
