/// Whether two sets of runs can be told apart, feature by feature and by all features together.
@NullMarked
package beholden.drill.statistic;

import org.jspecify.annotations.NullMarked;
