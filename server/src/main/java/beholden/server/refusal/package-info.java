/// Refusals of the domain, and their reasons; it knows nothing of HTTP, which [beholden.server.http] makes of it.
@NullMarked
package beholden.server.refusal;

import org.jspecify.annotations.NullMarked;
