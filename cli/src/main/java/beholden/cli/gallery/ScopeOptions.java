package beholden.cli.gallery;

import beholden.cli.terminal.Commands;
import beholden.gallery.Scope;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// The options that narrow a search.
final class ScopeOptions {
    @Spec(Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(names = "--source-in", paramLabel = "NAME", description = "only faces of this source; may be repeated")
    private List<String> sourcesIn = List.of();

    @Option(names = "--source-out", paramLabel = "NAME", description = "no face of this source; may be repeated")
    private List<String> sourcesOut = List.of();

    @Option(
            names = "--taken-from",
            paramLabel = "DAY",
            description = "only photos known to be taken on this day or later")
    private @Nullable LocalDate takenFrom;

    @Option(
            names = "--taken-to",
            paramLabel = "DAY",
            description = "only photos known to be taken on this day or earlier (days are written 2026-01-31)")
    private @Nullable LocalDate takenTo;

    @Option(
            names = "--min-quality",
            paramLabel = "N",
            defaultValue = "0",
            description = "only faces of this quality or more, 0 to 100 (default: ${DEFAULT-VALUE})")
    private int minQuality;

    Scope scope() {
        try {
            Scope scope = Scope.everything()
                    .withoutSources(sourcesOut)
                    .takenBetween(takenFrom, takenTo)
                    .minQuality(minQuality);
            return sourcesIn.isEmpty() ? scope : scope.onlySources(sourcesIn);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Commands.lineOf(spec), String.valueOf(e.getMessage()));
        }
    }
}
