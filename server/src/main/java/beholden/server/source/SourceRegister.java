package beholden.server.source;

import beholden.server.agency.Leaders;
import beholden.server.events.AccountId;
import beholden.server.identity.SignedIn;
import beholden.server.refusal.Refusal;
import java.time.LocalDate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Decisions of the operator about sources.
@Component
public class SourceRegister {
    private final GallerySources sources;
    private final ApplicationEventPublisher listeners;

    SourceRegister(GallerySources sources, ApplicationEventPublisher listeners) {
        this.sources = sources;
        this.listeners = listeners;
    }

    /// @throws Refusal if its last day is over
    public Source register(SignedIn who, SourceTerms terms) {
        requireFuture(terms);
        SourceId id = SourceId.random();
        sources.actAs(who, (_, happening) -> happening.record(new SourceEvent.SourceRegistered(id, terms)));
        return find(id);
    }

    /// Changes what a source rests on: while it is active, or before it is restored.
    ///
    /// @throws Refusal if its removal has begun
    Source change(SignedIn who, SourceId id, SourceTerms terms) {
        requireFuture(terms);
        sources.actAs(who, (now, happening) -> {
            Source source = now.find(id).orElseThrow(Refusal::notFound);
            switch (source.stateOn(sources.today())) {
                case ACTIVE, LEAVING -> {
                    // may be changed
                }
                case ENDED -> throw Refusal.conflict("The last day of this source is over; look again in a minute.");
                case REMOVING, REMOVED ->
                    throw Refusal.conflict("This source has ended and is removed; register a new one.");
            }
            if (!source.terms().equals(terms)) happening.record(new SourceEvent.SourceChanged(id, terms));
        });
        return find(id);
    }

    private void requireFuture(SourceTerms terms) {
        if (terms.validUntil().isBefore(sources.today())) {
            throw Refusal.invalid("validUntil: " + terms.validUntil() + " is over; give a day to come");
        }
    }

    /// Ends a source: no search shows its faces from now on, and it is removed some days later.
    Source end(SignedIn who, SourceId id, Source.Reason reason, String note) {
        SourceEvent.SourceEnded ended = new SourceEvent.SourceEnded(id, reason, note);
        sources.actAs(who, (now, happening) -> {
            Source source = now.find(id).orElseThrow(Refusal::notFound);
            if (source.end() != null) throw Refusal.conflict("This source has ended already.");
            happening.record(ended);
        });
        return find(id);
    }

    /// Begins the removal of a source that another person ended, without waiting for the days of grace.
    Source remove(SignedIn who, SourceId id) {
        SourceEvent.RemovalBegun begun = new SourceEvent.RemovalBegun(id);
        Leaders leaders = sources.book().fold(Leaders.class);
        sources.actAs(who, (now, happening) -> {
            Source.End end = leaving(now, id);
            AccountId ended = end.by();
            // Whoever set that day may be the one who asks, and nobody else would have agreed.
            if (ended == null) {
                throw Refusal.conflict("This source ended with its last day, so that nobody removes it earlier: it is"
                        + " removed on %s.".formatted(end.removedOn()));
            }
            if (!leaders.areTwo(who.account(), ended, sources.instant())) {
                throw Refusal.conflict(
                        "You ended this source, or count as one person with whoever did; somebody else has"
                                + " to confirm its removal. Without that, it is removed on %s."
                                        .formatted(end.removedOn()));
            }
            happening.record(begun);
        });
        listeners.publishEvent(begun);
        return find(id);
    }

    /// Takes the end of a source back: its faces are searched again.
    Source restore(SignedIn who, SourceId id, String reason) {
        sources.actAs(who, (now, happening) -> {
            leaving(now, id);
            LocalDate last = now.find(id).orElseThrow(Refusal::notFound).terms().validUntil();
            if (last.isBefore(sources.today())) {
                throw Refusal.conflict("Its last day, %s, is over; give it a later one first.".formatted(last));
            }
            happening.record(new SourceEvent.SourceRestored(id, reason));
        });
        return find(id);
    }

    private static Source.End leaving(Sources now, SourceId id) {
        Source source = now.find(id).orElseThrow(Refusal::notFound);
        Source.End end = source.end();
        if (end == null) throw Refusal.conflict("This source has not ended.");
        // Early versions recorded the receipt alone.
        if (end.begun() != null || source.receipt() != null) {
            throw Refusal.conflict("The removal of this source has begun; it cannot be stopped.");
        }
        return end;
    }

    /// @throws Refusal if there is none
    Source find(SourceId id) {
        return sources.now().find(id).orElseThrow(Refusal::notFound);
    }
}
