/// The files of the browser application.
@NullMarked
package beholden.server.web;

import org.jspecify.annotations.NullMarked;
