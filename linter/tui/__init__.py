"""The terminal interface: Textual screens and widgets that draw a review and post what the editor intends."""
