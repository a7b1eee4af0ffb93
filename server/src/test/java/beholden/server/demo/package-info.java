@NullMarked
package beholden.server.demo;

import org.jspecify.annotations.NullMarked;
