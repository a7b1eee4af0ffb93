package beholden.server.source;

import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.events.Deed;
import beholden.server.events.Doer;
import beholden.server.installation.Installation;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

    public Sources now() {
        return book().fold(Sources.class);
    }

    /// The operator's own.
    public AgencyBook book() {
        return books.of(installation.operator());
    }

    /// Deed of the operator, or of the server, about sources.
    @FunctionalInterface
    public interface Ruling {
        /// @param now       as they are while this is decided
        /// @param happening takes the events that happen; none if this throws
        void in(Sources now, Deed.Happening happening);
    }

    /// Does a deed of the server itself, or the rest of one that somebody began, in the operator's log; durable when
    /// this returns.
    ///
    /// @param by null if the server does it by itself
    public void act(@Nullable AccountId by, Ruling ruling) {
        book().act(by, deed(ruling));
    }

    /// Does a deed of somebody whose request was let in, if they still may; durable when this returns.
    public void actAs(Doer who, Ruling ruling) {
        book().actAs(who, deed(ruling));
    }

    private Deed<Boolean> deed(Ruling ruling) {
        Sources now = now();
        return happening -> {
            ruling.in(now, happening);
            return true;
        };
    }

    Instant instant() {
        return clock.instant();
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
