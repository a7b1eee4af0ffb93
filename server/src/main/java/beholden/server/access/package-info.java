/// Who may call what: passkeys, sessions, API keys, roles, and what browsers are told to forbid.
@NullMarked
package beholden.server.access;

import org.jspecify.annotations.NullMarked;
