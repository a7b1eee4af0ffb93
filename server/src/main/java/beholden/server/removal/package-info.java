/// Removals from the gallery without anybody's asking at that moment: sources that ended, photos kept long enough,
/// and photos that were taken down and came back.
@NullMarked
package beholden.server.removal;

import org.jspecify.annotations.NullMarked;
