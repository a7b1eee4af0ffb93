package beholden.cli;

import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;

/// The help of every command, by its full name.
public final class HelpTexts {
    private HelpTexts() {}

    public static Map<String, String> all() {
        Map<String, String> texts = new TreeMap<>();
        collect(Main.commandLine(), texts);
        return texts;
    }

    private static void collect(CommandLine command, Map<String, String> texts) {
        texts.put(command.getCommandSpec().qualifiedName(), command.getUsageMessage(CommandLine.Help.Ansi.OFF));
        command.getSubcommands().values().forEach(sub -> collect(sub, texts));
    }
}
