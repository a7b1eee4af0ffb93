/// `beholden faces`: faces of a photo found and compared, as tables, drawings and JSON.
@NullMarked
package beholden.cli.faces;

import org.jspecify.annotations.NullMarked;
