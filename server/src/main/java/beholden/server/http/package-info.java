/// Things that all endpoints share: problem details (RFC 9457) and pages of lists.
@NullMarked
package beholden.server.http;

import org.jspecify.annotations.NullMarked;
