/// Puts together what every request passes through: the order of the filters, who may call what, and what browsers
/// are told to forbid.
@NullMarked
package beholden.server.access;

import org.jspecify.annotations.NullMarked;
