/// Searches: from a probe and a case to candidates that are shown once the record of the search is durable.
@NullMarked
package beholden.server.search;

import org.jspecify.annotations.NullMarked;
