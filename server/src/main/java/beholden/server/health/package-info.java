/// Whether the server can do its work, and how busy it is: for whoever runs the machine, never by agency.
@NullMarked
package beholden.server.health;

import org.jspecify.annotations.NullMarked;
