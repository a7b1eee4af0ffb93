package beholden.server.source;

import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.installation.Installation;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// The sources of the gallery's faces, as they are at this moment.
@Component
public class GallerySources {
    private final Installation installation;
    private final AgencyBooks books;
    private final InstantSource clock;

    GallerySources(Installation installation, AgencyBooks books, InstantSource clock) {
        this.installation = installation;
        this.books = books;
        this.clock = clock;
    }

    /// The ids, as the gallery has them, of the sources whose faces may be searched today.
    public Set<String> searchable() {
        return now().active(today());
    }

    /// Name of a source, from the gallery's id of it; empty if there never was such a one.
    public Optional<String> name(String sourceId) {
        return SourceId.parse(sourceId)
                .flatMap(now()::find)
                .map(source -> source.terms().name());
    }

    Sources now() {
        return book().fold(Sources.class);
    }

    /// The operator's own.
    AgencyBook book() {
        return books.of(installation.operator());
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
