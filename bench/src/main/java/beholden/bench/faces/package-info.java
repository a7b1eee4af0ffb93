/// The face engine on whole photos: what it finds, and how much time it takes beside its networks.
@NullMarked
package beholden.bench.faces;

import org.jspecify.annotations.NullMarked;
