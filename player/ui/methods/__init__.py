"""How each way of taking a mix apart works: texts, pictures, and the window that shows them."""
