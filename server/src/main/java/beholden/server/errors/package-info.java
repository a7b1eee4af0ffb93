/// Errors told as problem details (RFC 9457), wherever they arise: in a filter, in a controller, or in the
/// container.
@NullMarked
package beholden.server.errors;

import org.jspecify.annotations.NullMarked;
