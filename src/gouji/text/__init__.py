"""Work on characters, without I/O: folding, lines, numerals; every result keeps its offsets."""
