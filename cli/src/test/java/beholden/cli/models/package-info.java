@NullMarked
package beholden.cli.models;

import org.jspecify.annotations.NullMarked;
