/// How often the face engine is wrong: one to one, and one against a gallery.
@NullMarked
package beholden.bench.accuracy;

import org.jspecify.annotations.NullMarked;
