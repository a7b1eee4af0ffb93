/// What every command has in common at a terminal: exit statuses, one line for each failure, tables, progress, JSON.
@NullMarked
package beholden.cli.terminal;

import org.jspecify.annotations.NullMarked;
