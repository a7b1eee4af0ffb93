/// Model packs: a folder of weights and a `pack.json` that says what they are, how to feed them and how far to
/// trust them.
@NullMarked
package beholden.faces.pack;

import org.jspecify.annotations.NullMarked;
