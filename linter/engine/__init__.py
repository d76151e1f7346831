"""The pure middle: a document and rules in, findings out."""
