/// Parts of an installation on disk, opened before the server starts: vault, gallery, networks.
@NullMarked
package beholden.server.installation;

import org.jspecify.annotations.NullMarked;
