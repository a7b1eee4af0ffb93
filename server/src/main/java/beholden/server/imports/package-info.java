/// How photos get into the gallery: handed in by a browser or taken from a folder of the server, one import after
/// the other.
@NullMarked
package beholden.server.imports;

import org.jspecify.annotations.NullMarked;
