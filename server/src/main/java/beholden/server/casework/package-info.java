/// The ground that a search stands on: cases and their authorising documents.
@NullMarked
package beholden.server.casework;

import org.jspecify.annotations.NullMarked;
