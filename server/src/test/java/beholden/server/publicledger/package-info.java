@NullMarked
package beholden.server.publicledger;

import org.jspecify.annotations.NullMarked;
