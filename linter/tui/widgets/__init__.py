"""Widgets of the review: each draws one thing, and posts a message when it is used."""
