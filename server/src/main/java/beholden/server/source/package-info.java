/// Origin of the faces: sources, the authority to hold them, and how long they last.
@NullMarked
package beholden.server.source;

import org.jspecify.annotations.NullMarked;
