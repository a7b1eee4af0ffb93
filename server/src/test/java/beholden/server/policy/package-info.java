@NullMarked
package beholden.server.policy;

import org.jspecify.annotations.NullMarked;
