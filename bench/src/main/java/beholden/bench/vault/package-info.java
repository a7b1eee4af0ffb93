/// What the sealed vault costs, beside a plain table with a tenant column.
@NullMarked
package beholden.bench.vault;

import org.jspecify.annotations.NullMarked;
