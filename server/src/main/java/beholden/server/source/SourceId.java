package beholden.server.source;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/// A source; the gallery knows it by this, and nothing of its name.
///
/// @param value ten lower-case letters and digits: short, since every face's id ends in it
public record SourceId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-z]{10}");
    private static final long COUNT = 3_656_158_440_062_976L; // 36^10
    private static final SecureRandom RANDOM = new SecureRandom();

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SourceId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("no id of a source: it has 10 lower-case letters and digits");
        }
    }

    static SourceId random() {
        String digits = Long.toString(RANDOM.nextLong(COUNT), 36);
        return new SourceId("0".repeat(10 - digits.length()) + digits);
    }

    /// Empty if it cannot be one.
    public static Optional<SourceId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new SourceId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
