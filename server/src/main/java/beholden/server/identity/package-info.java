/// Who makes a request: passkeys, sessions, API keys, roles, and the pointers that lead each to its agency.
@NullMarked
package beholden.server.identity;

import org.jspecify.annotations.NullMarked;
