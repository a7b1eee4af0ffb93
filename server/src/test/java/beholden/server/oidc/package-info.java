@NullMarked
package beholden.server.oidc;

import org.jspecify.annotations.NullMarked;
