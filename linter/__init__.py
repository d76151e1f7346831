"""decalque: finds what machine translation left in English copy."""

__version__ = "0.1.0"
