/// The cost of the sealed vault, beside a plain table with a tenant column.
@NullMarked
package beholden.bench.vault;

import org.jspecify.annotations.NullMarked;
