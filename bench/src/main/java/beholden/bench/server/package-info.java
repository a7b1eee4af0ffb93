/// A server under load: how long a search takes, how many there can be, and what survives a kill.
@NullMarked
package beholden.bench.server;

import org.jspecify.annotations.NullMarked;
