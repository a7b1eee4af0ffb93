/// The ground that a search stands on: cases, their authorising documents, and the policy that says whether a search
/// of a case may be made.
@NullMarked
package beholden.server.casework;

import org.jspecify.annotations.NullMarked;
