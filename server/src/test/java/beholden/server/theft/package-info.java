/// Servers that have worked for agencies, robbed of all that they leave on disk and say of themselves.
@NullMarked
package beholden.server.theft;

import org.jspecify.annotations.NullMarked;
