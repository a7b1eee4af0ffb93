@NullMarked
package beholden.server.review;

import org.jspecify.annotations.NullMarked;
