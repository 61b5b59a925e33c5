"""Changes to products that have side effects or can be refused."""
