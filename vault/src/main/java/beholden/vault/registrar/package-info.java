/// The directory of agencies, readable only by holders of the registrar's shares.
@NullMarked
package beholden.vault.registrar;

import org.jspecify.annotations.NullMarked;
