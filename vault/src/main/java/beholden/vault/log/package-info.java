/// Events of one agency: put into cells, found again, read, and disclosed to others.
@NullMarked
package beholden.vault.log;

import org.jspecify.annotations.NullMarked;
