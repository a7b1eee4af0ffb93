/// An identity provider, outside the packages in which the server under test looks for its parts.
@NullMarked
package beholden.provider;

import org.jspecify.annotations.NullMarked;
