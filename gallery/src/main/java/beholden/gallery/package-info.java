/// Templates in, ranked candidates out.
///
/// [Gallery] is the door; the records beside it are what goes through it. How faces are kept, rotated, scanned and
/// made durable is the room behind it.
@NullMarked
package beholden.gallery;

import org.jspecify.annotations.NullMarked;
