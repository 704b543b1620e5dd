"""Files in, passages with exact locations out."""
