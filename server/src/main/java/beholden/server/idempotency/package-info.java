/// Doing once what is asked for more than once with the same `Idempotency-Key`.
@NullMarked
package beholden.server.idempotency;

import org.jspecify.annotations.NullMarked;
