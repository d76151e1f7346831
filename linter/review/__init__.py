"""A review session: pure state, an append-only journal, and the writing of what was accepted. Knows no screen."""
