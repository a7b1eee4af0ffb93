/// An agency looks at its own use: who searches, for what, how often, and what stands out.
@NullMarked
package beholden.server.oversight;

import org.jspecify.annotations.NullMarked;
