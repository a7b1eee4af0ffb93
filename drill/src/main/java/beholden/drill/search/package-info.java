/// Known secrets in every spelling a thief would try, looked for in gigabytes of stolen bytes.
@NullMarked
package beholden.drill.search;

import org.jspecify.annotations.NullMarked;
