@NullMarked
package beholden.server.installation;

import org.jspecify.annotations.NullMarked;
