/// Where the faces come from: sources and the authority to hold them, imports, what ends with a source, and photos that
/// are taken down.
@NullMarked
package beholden.server.source;

import org.jspecify.annotations.NullMarked;
