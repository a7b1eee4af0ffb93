/// The report of a search, for the file and for the defence: everything that was shown and concluded, and a proof
/// that outsiders check without asking anybody.
@NullMarked
package beholden.server.report;

import org.jspecify.annotations.NullMarked;
