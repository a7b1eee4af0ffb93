package beholden.server.names;

import beholden.ground.TypedText;
import beholden.server.refusal.Refusal;
import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.SpoofChecker.CheckResult;
import com.ibm.icu.text.SpoofChecker.RestrictionLevel;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Names by which people tell each other, agencies and sources apart.
///
/// `"Anna Schmidt"` with a Cyrillic А looks like the same name in Latin letters, and so does one with a Hangul filler,
/// which is a letter that shows nothing. By such names one person could pass for another where a second one has to
/// judge. So a name is of one script (with the exceptions of UTS 39's level "highly restrictive", such as Japanese,
/// Chinese or Korean beside Latin), holds nothing that cannot be seen, and an account's looks like no other in its
/// agency.
///
/// Source: Unicode Technical Standard 39, <https://www.unicode.org/reports/tr39/>, as ICU implements it.
public final class Names {
    private static final SpoofChecker CHECKER = new SpoofChecker.Builder()
            .setChecks(SpoofChecker.RESTRICTION_LEVEL
                    | SpoofChecker.INVISIBLE
                    | SpoofChecker.MIXED_NUMBERS
                    | SpoofChecker.HIDDEN_OVERLAY)
            .setRestrictionLevel(RestrictionLevel.HIGHLY_RESTRICTIVE)
            .build();
    private static final int BLANK_BRAILLE = 0x2800;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    /// Canonical combining class of the signs that take a letter's vowel away.
    private static final int VIRAMA = 9;

    private Names() {}

    /// A name on one line, in Unicode's normal form C, with single spaces.
    ///
    /// @param field for the refusal
    /// @param most  characters it may have
    /// @throws Refusal invalid, if it is missing, too long, holds what cannot be seen, or mixes scripts
    public static String checked(String field, @Nullable String text, int most) {
        String line = TypedText.line(field, text, most);
        requireVisible(field, line);
        CheckResult found = new CheckResult();
        if (CHECKER.failsChecks(line, found)) throw Refusal.invalid(field + ": " + why(found.checks));
        return TypedText.line(
                field, Normalizer2.getNFCInstance().normalize(line).replaceAll("\\p{Zs}+", " "), most);
    }

    /// @param others names of other accounts
    /// @throws Refusal conflict, if one of the others looks like the name, whatever its capitals and spaces
    public static void requireDistinct(String name, Stream<String> others) {
        others.filter(other -> lookAlike(name, other)).findFirst().ifPresent(other -> {
            throw Refusal.conflict("name: another account is called “" + other + "”, which looks the same; add"
                    + " something that tells them apart, such as a number");
        });
    }

    private static boolean lookAlike(String one, String other) {
        return look(one).equals(look(other)) || look(folded(one)).equals(look(folded(other)));
    }

    private static String look(String name) {
        return CHECKER.getSkeleton(name).replaceAll("\\p{Zs}+", "");
    }

    private static String folded(String name) {
        return UCharacter.foldCase(name, true);
    }

    private static void requireVisible(String field, String line) {
        int before = 0;
        for (int character : line.codePoints().toArray()) {
            if (isFiller(character) && !joins(before, character)) {
                throw Refusal.invalid(
                        "%s: has a character that cannot be seen, U+%04X; remove it".formatted(field, character));
            }
            before = character;
        }
    }

    private static boolean isFiller(int character) {
        return character == BLANK_BRAILLE
                || UCharacter.hasBinaryProperty(character, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
    }

    /// Whether a character that joins letters or keeps them apart is seen by what it does to the letter before: as RFC
    /// 5892 has it, A.1 and A.2.
    private static boolean joins(int before, int character) {
        return switch (character) {
            case ZERO_WIDTH_JOINER -> UCharacter.getCombiningClass(before) == VIRAMA;
            case ZERO_WIDTH_NON_JOINER ->
                UCharacter.getCombiningClass(before) == VIRAMA
                        || UCharacter.getIntPropertyValue(before, UProperty.JOINING_TYPE)
                                == UCharacter.JoiningType.DUAL_JOINING;
            default -> false;
        };
    }

    private static String why(int checks) {
        if ((checks & SpoofChecker.MIXED_NUMBERS) != 0) return "has digits of several scripts; use those of one";
        if ((checks & SpoofChecker.RESTRICTION_LEVEL) != 0) {
            return "mixes scripts that look alike, such as Latin and Cyrillic; write it in one";
        }
        return "has marks above or below a letter that cannot be told apart; write each once";
    }
}
