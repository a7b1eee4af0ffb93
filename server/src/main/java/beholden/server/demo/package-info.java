/// Installation that a visitor finds who tries the server out.
@NullMarked
package beholden.server.demo;

import org.jspecify.annotations.NullMarked;
