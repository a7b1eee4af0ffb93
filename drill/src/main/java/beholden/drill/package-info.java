/// Thefts against a vault with known secrets: what a thief learns, and proof that leaks would be noticed.
@NullMarked
package beholden.drill;

import org.jspecify.annotations.NullMarked;
