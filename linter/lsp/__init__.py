"""The language server: the linter in an editor, by the Language Server Protocol (LSP 3.17), on pygls."""
