/// Judgement of people on a candidate list: the examiner's view of every candidate, a second one by somebody who
/// does not know the first, a third where the two disagree, and the outcome.
@NullMarked
package beholden.server.review;

import org.jspecify.annotations.NullMarked;
