@NullMarked
package beholden.drill.statistic;

import org.jspecify.annotations.NullMarked;
