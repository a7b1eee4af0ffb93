/// `beholden gallery`: photos imported into a gallery, a probe compared with every face in it.
@NullMarked
package beholden.cli.gallery;

import org.jspecify.annotations.NullMarked;
