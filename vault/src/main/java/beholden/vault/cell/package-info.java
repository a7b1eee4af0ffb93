/// Stores of sealed cells: `cell(label, box)` in SQLite or PostgreSQL, and nothing else.
@NullMarked
package beholden.vault.cell;

import org.jspecify.annotations.NullMarked;
