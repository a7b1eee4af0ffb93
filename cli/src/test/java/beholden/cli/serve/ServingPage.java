package beholden.cli.serve;

import beholden.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `docs/serving.md`: the commands it gives, and what it says that they print.
///
/// Commands are the lines after `$` in blocks that are set in by four spaces. A block is for one store alone where
/// the paragraph before it says `With SQLite` or `With PostgreSQL`.
final class ServingPage {
    private static final String BLOCK = "    ";
    private static final String PROMPT = BLOCK + "$ ";
    private static final Pattern HEADING = Pattern.compile("(?m)^##+ ");
    private static final Pattern FIRST_COLUMN = Pattern.compile("(?m)^\\| (`[^|]+) \\|");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /// What is left out of the page, and the numbers in it that are others each time.
    private static final Pattern VARIES = Pattern.compile("…|482913|4762e86f");

    private final List<Section> sections;

    private ServingPage(List<Section> sections) {
        this.sections = List.copyOf(sections);
    }

    /// Store of an installation's cells.
    enum Store {
        SQLITE("With SQLite"),
        POSTGRESQL("With PostgreSQL");

        private final String words;

        Store(String words) {
            this.words = words;
        }
    }

    /// @param store that the command is for; null for any
    private record Command(@Nullable Store store, String text) {}

    private record Section(String title, String text) {

        List<Command> commands() {
            List<Command> commands = new ArrayList<>();
            Store store = null;
            boolean paragraphBegins = true;
            for (String line : text.lines().toList()) {
                if (line.startsWith(PROMPT)) {
                    commands.add(new Command(store, line.substring(PROMPT.length())));
                } else if (line.isEmpty()) {
                    paragraphBegins = true;
                } else if (!line.startsWith(BLOCK)) {
                    if (paragraphBegins) store = null;
                    paragraphBegins = false;
                    for (Store named : Store.values()) if (line.contains(named.words)) store = named;
                }
            }
            return commands;
        }
    }

    static ServingPage read() throws IOException {
        Path page = Cli.modelsFolder().resolveSibling("docs").resolve("serving.md");
        List<Section> sections = new ArrayList<>();
        for (String part : HEADING.split(Files.readString(page))) {
            sections.add(new Section(part.lines().findFirst().orElse(""), part));
        }
        return new ServingPage(sections);
    }

    /// Titles of the sections with commands.
    Set<String> sectionsWithCommands() {
        return sections.stream()
                .filter(section -> !section.commands().isEmpty())
                .map(Section::title)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Commands of a section, for an installation with this store.
    List<String> commands(String title, Store store) {
        return section(title).commands().stream()
                .filter(command -> command.store() == null || command.store() == store)
                .map(Command::text)
                .toList();
    }

    /// Lines that a section shows as printed by its commands.
    String printed(String title) {
        return section(title)
                .text()
                .lines()
                .filter(line -> line.startsWith(BLOCK) && !line.startsWith(PROMPT))
                .map(line -> line.substring(BLOCK.length()))
                .collect(Collectors.joining("\n"));
    }

    /// A pattern for what is printed in truth.
    static Pattern pattern(String printed) {
        StringBuilder pattern = new StringBuilder();
        for (String part : VARIES.splitWithDelimiters(printed, 0)) {
            if (part.equals("…")) {
                pattern.append(".*");
            } else if (VARIES.matcher(part).matches()) {
                pattern.append("[0-9a-f]{").append(part.length()).append('}');
            } else {
                pattern.append(Pattern.quote(part));
            }
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }

    /// Requests and commands in the first column of a section's table.
    List<String> asked(String title) {
        return FIRST_COLUMN
                .matcher(section(title).text())
                .results()
                .flatMap(row -> CODE.matcher(row.group(1)).results())
                .map(code -> code.group(1))
                .toList();
    }

    private Section section(String title) {
        return sections.stream()
                .filter(section -> section.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/serving.md has no section \"" + title + "\""));
    }
}
