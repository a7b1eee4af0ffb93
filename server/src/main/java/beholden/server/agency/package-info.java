/// An agency and the accounts of its people: how they come, what they may do, how they are helped and sent away.
@NullMarked
package beholden.server.agency;

import org.jspecify.annotations.NullMarked;
