package beholden.cli.vault;

import beholden.cli.terminal.RefusedException;
import beholden.vault.key.Secret;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--passphrase-file`, and where a passphrase comes from without it: the environment, or whoever sits at the
/// terminal.
public final class PassphraseOption {
    static final String VARIABLE = "BEHOLDEN_PASSPHRASE";

    private static final int MOST_BYTES = 4096;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "its first line opens the root key: passphrase, or PIN of the token"
                    + " (default: BEHOLDEN_PASSPHRASE, or asked for)")
    private @Nullable Path file;

    /// The passphrase of a root key that is there. The caller closes it.
    public Secret read() throws IOException, RefusedException {
        if (file != null) return fromFile(file);
        Secret named = fromEnvironment(VARIABLE);
        return named != null ? named : ask("Passphrase of the root key: ");
    }

    /// A passphrase for a root key to be made; asked for twice. The caller closes it.
    public Secret choose() throws IOException, RefusedException {
        if (file != null) return fromFile(file);
        Secret named = fromEnvironment(VARIABLE);
        return named != null ? named : askTwice("Passphrase for the new root key: ");
    }

    public static Secret askTwice(String prompt) throws RefusedException {
        Secret first = ask(prompt);
        try (Secret second = ask("The same once more: ")) {
            if (first.sameAs(second)) return first;
        }
        first.close();
        throw new RefusedException("the two passphrases differ; try again");
    }

    static @Nullable Secret fromEnvironment(String variable) {
        String value = System.getenv(variable);
        return value == null || value.isEmpty() ? null : Secret.taking(value.getBytes(StandardCharsets.UTF_8));
    }

    /// The first line of a file, without its end.
    static Secret fromFile(Path file) throws IOException, RefusedException {
        byte[] all;
        try (InputStream in = Files.newInputStream(file)) {
            all = in.readNBytes(MOST_BYTES);
        }
        try {
            int end = 0;
            while (end < all.length && all[end] != '\n' && all[end] != '\r') {
                end++;
            }
            if (end == 0)
                throw new RefusedException(file + ": its first line is empty; the passphrase should be there");
            if (end == MOST_BYTES) {
                throw new RefusedException("%s: its first line has %,d bytes or more; the passphrase should be there"
                        .formatted(file, MOST_BYTES));
            }
            return Secret.taking(Arrays.copyOf(all, end));
        } finally {
            Arrays.fill(all, (byte) 0);
        }
    }

    public static Secret ask(String prompt) throws RefusedException {
        Console console = System.console();
        char[] typed = console == null || !console.isTerminal() ? null : console.readPassword("%s", prompt);
        if (typed == null) {
            throw new RefusedException("no passphrase: there is no terminal to ask at; give --passphrase-file, or set "
                    + VARIABLE + " in the environment");
        }
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(typed));
        byte[] exact = new byte[bytes.remaining()];
        bytes.get(exact);
        Arrays.fill(typed, '\0');
        Arrays.fill(bytes.array(), (byte) 0);
        return Secret.taking(exact);
    }
}
