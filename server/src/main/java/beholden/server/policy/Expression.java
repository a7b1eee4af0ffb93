package beholden.server.policy;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/// A CEL expression as a policy holds it.
///
/// @param line of the policy, on which it begins
@JsonDeserialize(using = Expression.Reader.class)
record Expression(String text, int line) {

    static final class Reader extends ValueDeserializer<Expression> {

        @Override
        public Expression deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() == JsonToken.START_OBJECT || parser.currentToken() == JsonToken.START_ARRAY) {
                context.reportInputMismatch(Expression.class, "an expression is text; put it in quotes");
            }
            return new Expression(
                    parser.getString().stripTrailing(),
                    parser.currentTokenLocation().getLineNr());
        }
    }
}
