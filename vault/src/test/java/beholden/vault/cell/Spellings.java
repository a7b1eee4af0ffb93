package beholden.vault.cell;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// The ways in which bytes could stand in a log.
final class Spellings {
    private static final int ENOUGH_TO_KNOW = 8;

    private Spellings() {}

    /// Which label or box of `cells` stands in `text`, in whichever spelling; empty if none does.
    static List<String> found(String text, List<Cell> cells) {
        List<String> found = new ArrayList<>();
        for (Cell cell : cells) {
            for (byte[] secret : List.of(cell.label().bytes(), cell.box())) {
                byte[] start = Arrays.copyOf(secret, ENOUGH_TO_KNOW);
                for (String spelling : of(start)) {
                    if (text.contains(spelling)) {
                        found.add(spelling);
                    }
                }
            }
        }
        return found;
    }

    private static List<String> of(byte[] bytes) {
        String hex = HexFormat.of().formatHex(bytes);
        StringBuilder octal = new StringBuilder();
        StringBuilder unsigned = new StringBuilder();
        for (byte b : bytes) {
            octal.append(String.format(Locale.ROOT, "\\%03o", b & 0xff));
            unsigned.append(' ').append(b);
        }
        // Six bytes fill eight letters of base64; the next letter depends on what follows.
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes, 6));
        String list = Arrays.toString(bytes);
        return List.of(
                new String(bytes, StandardCharsets.ISO_8859_1),
                new String(bytes, StandardCharsets.UTF_8),
                hex,
                hex.toUpperCase(Locale.ROOT),
                HexFormat.ofDelimiter(" ").formatHex(bytes),
                HexFormat.ofDelimiter(":").formatHex(bytes),
                octal.toString(),
                base64,
                base64.replace('+', '-').replace('/', '_'),
                list.substring(1, list.length() - 1),
                unsigned.toString());
    }
}
