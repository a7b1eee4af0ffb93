/// Photos that are uploaded to be searched, from their bytes to the faces on them and the small pictures that stay.
@NullMarked
package beholden.server.probes;

import org.jspecify.annotations.NullMarked;
