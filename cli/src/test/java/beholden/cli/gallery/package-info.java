@NullMarked
package beholden.cli.gallery;

import org.jspecify.annotations.NullMarked;
