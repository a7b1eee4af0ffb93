package beholden.server.imports;

import beholden.server.events.AccountId;
import beholden.server.events.Member;
import beholden.server.identity.Role;
import beholden.server.identity.SignedIn;
import beholden.server.imports.intake.Intake;
import beholden.server.imports.intake.IntakeLimits;
import beholden.server.installation.Installation;
import beholden.server.source.Source;
import beholden.server.source.SourceRegister;
import beholden.server.source.SourceTerms;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Registers a source and fills it with photos of this machine, before any operator has signed in: whoever can
/// start the server may.
@Component
public class PreparedSource {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final SourceRegister register;
    private final Imports imports;
    private final Installation installation;

    PreparedSource(SourceRegister register, Imports imports, Installation installation) {
        this.register = register;
        this.imports = imports;
        this.installation = installation;
    }

    /// Comes back when the import has ended.
    ///
    /// @param operator in whose name it is done
    /// @param link     address that a photo's name is appended to; null for none
    /// @return how many faces were enrolled
    /// @throws IOException if the import did not finish
    public long fill(AccountId operator, SourceTerms terms, List<Path> photos, @Nullable String link)
            throws IOException, InterruptedException {
        SignedIn who = new SignedIn(new Member(installation.operator(), operator), Set.of(Role.OPERATOR));
        Source source = register.register(who, terms.checked());
        ImportId id = ImportId.random();
        Import job = null;
        try {
            handIn(imports.receive(id), photos, imports.intakeLimits());
            job = imports.begin(
                    who,
                    new ImportOrder(
                            id,
                            source.id(),
                            operator,
                            installation.clock().instant().truncatedTo(ChronoUnit.MILLIS),
                            null,
                            link,
                            0));
        } finally {
            if (job == null) imports.giveUp(id);
        }
        return facesOf(job);
    }

    private static void handIn(Path folder, List<Path> photos, IntakeLimits limits) throws IOException {
        try (Intake intake = new Intake(folder, limits)) {
            for (Path photo : photos) {
                try (InputStream in = Files.newInputStream(photo)) {
                    intake.file(String.valueOf(photo.getFileName()), in);
                }
            }
        }
    }

    private static long facesOf(Import job) throws IOException, InterruptedException {
        Import.Seen now = job.after(-1, LOOK);
        while (!now.stand().state().isFinal() && now.stand().state() != ImportState.FAILED) {
            now = job.after(now.version(), LOOK);
        }
        if (now.stand().state() != ImportState.FINISHED) {
            throw new IOException(
                    "the photos could not be imported: " + now.stand().problem());
        }
        return now.stand().tally().faces();
    }
}
