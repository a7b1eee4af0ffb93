package beholden.vault.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// An answer as it crosses the socket, in JSON.
///
/// @param outcome what came of the order
/// @param refused why nothing came of it
@JsonInclude(JsonInclude.Include.NON_NULL)
record AnswerForm(
        int format,
        Order.@Nullable Outcome outcome,
        @Nullable String refused) {
    private static final int FORMAT = 1;

    static AnswerForm done(Order.Outcome outcome) {
        return new AnswerForm(FORMAT, outcome, null);
    }

    static AnswerForm refused(@Nullable String why) {
        return new AnswerForm(FORMAT, null, String.valueOf(why));
    }
}
