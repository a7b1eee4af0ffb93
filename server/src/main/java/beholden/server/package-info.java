/// The product that people use: accounts, cases, searches and reviews of agencies, over HTTP.
@NullMarked
package beholden.server;

import org.jspecify.annotations.NullMarked;
