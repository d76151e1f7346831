"""Rules as data: TOML files in, checked and compiled rules out."""
