package beholden.cli.registrar;

import beholden.cli.terminal.RefusedException;
import beholden.vault.key.AgencyId;
import beholden.vault.registrar.DirectoryEntry;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Name and contact of an agency: asked for at the terminal, read from standard input, or `--name` and `--contact`.
final class AgencyOptions {
    private static final int MOST_BYTES = 4096;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "who they are, up to 200 bytes; it stays in the shell's history (default: asked for)")
    private @Nullable String name;

    @Option(
            names = "--contact",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "how to reach them, up to 250 bytes; with --name only")
    private String contact = "";

    /// Name and contact as they go into the directory.
    record Said(String name, String contact) {}

    Said said() throws IOException, RefusedException {
        Said said = name != null ? new Said(name, contact) : asked();
        try {
            // Refused now rather than after a passphrase was typed.
            DirectoryEntry entry = new DirectoryEntry(AgencyId.DIRECTORY, said.name(), said.contact(), Instant.EPOCH);
            return new Said(entry.name(), entry.contact());
        } catch (IllegalArgumentException e) {
            throw new RefusedException(e);
        }
    }

    private Said asked() throws IOException, RefusedException {
        if (!contact.isEmpty()) throw new RefusedException("--contact: give it with --name, or neither of the two");
        Console console = System.console();
        if (console != null && console.isTerminal()) {
            String typed = console.readLine("Name of the agency: ");
            String reach = typed == null ? null : console.readLine("Contact: ");
            if (typed == null || reach == null) throw new RefusedException("nothing was said of the agency; try again");
            return new Said(typed.strip(), reach.strip());
        }
        byte[] input = System.in.readNBytes(MOST_BYTES);
        List<String> lines =
                new String(input, StandardCharsets.UTF_8).strip().lines().toList();
        if (input.length == MOST_BYTES || lines.isEmpty() || lines.size() > 2) {
            throw new RefusedException("standard input should hold two lines, the agency's name and its contact");
        }
        return new Said(
                lines.getFirst().strip(), lines.size() == 2 ? lines.get(1).strip() : "");
    }
}
