@NullMarked
package beholden.server.report;

import org.jspecify.annotations.NullMarked;
