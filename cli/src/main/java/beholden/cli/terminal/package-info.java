/// Manners that all commands share at a terminal: exit statuses, one line for each failure, tables, progress, JSON.
@NullMarked
package beholden.cli.terminal;

import org.jspecify.annotations.NullMarked;
