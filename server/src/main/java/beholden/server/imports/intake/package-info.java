/// Takes in files that strangers made - photos, archives, manifests - into a folder of the server's own, from which
/// they are imported later.
@NullMarked
package beholden.server.imports.intake;

import org.jspecify.annotations.NullMarked;
