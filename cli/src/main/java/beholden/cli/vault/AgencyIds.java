package beholden.cli.vault;

import beholden.cli.terminal.RefusedException;
import beholden.vault.key.AgencyId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Agency ids as they are typed, or read from standard input: an argument stays in the shell's history, and others
/// see it in the list of processes.
public final class AgencyIds {
    /// Description of every parameter that takes an id.
    public static final String DESCRIPTION =
            "as printed when the agency was added; - reads it from standard input, past the shell's history";

    private static final String STANDARD_INPUT = "-";
    private static final int MOST_BYTES = 256;

    private AgencyIds() {}

    public static AgencyId parse(String text) throws IOException, RefusedException {
        String id = text.equals(STANDARD_INPUT) ? line() : text;
        try {
            return AgencyId.parse(id);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(e);
        }
    }

    /// The first line and no byte after it: the next may be a passphrase's.
    private static String line() throws IOException {
        byte[] line = new byte[MOST_BYTES];
        int length = 0;
        for (int next = System.in.read(); next >= 0 && next != '\n' && length < MOST_BYTES; next = System.in.read()) {
            line[length++] = (byte) next;
        }
        return new String(line, 0, length, StandardCharsets.UTF_8).strip();
    }
}
