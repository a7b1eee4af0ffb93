package beholden.server.source;

import beholden.server.identity.SignedIn;
import beholden.server.refusal.Refusal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Decisions of the operator about sources.
@Component
public class SourceRegister {
    private static final int NOTE_LENGTH = 1000;

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

    /// @throws Refusal if it has ended: what has ended does not come back
    Source change(SignedIn who, SourceId id, SourceTerms terms) {
        requireFuture(terms);
        sources.actAs(who, (now, happening) -> {
            Source source = now.find(id).orElseThrow(Refusal::notFound);
            if (source.stateOn(sources.today()) != Source.State.ACTIVE) {
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

    /// Ends a source: no search shows its faces from now on, and its removal begins.
    Source end(SignedIn who, SourceId id, Source.Reason reason, String note) {
        if (note.length() > NOTE_LENGTH) {
            throw Refusal.invalid(
                    "note: %,d characters is over the limit of %,d".formatted(note.length(), NOTE_LENGTH));
        }
        SourceEvent.SourceEnded ended = new SourceEvent.SourceEnded(id, reason, note);
        sources.actAs(who, (now, happening) -> {
            Source source = now.find(id).orElseThrow(Refusal::notFound);
            if (source.end() != null) throw Refusal.conflict("This source has ended already.");
            happening.record(ended);
        });
        listeners.publishEvent(ended);
        return find(id);
    }

    /// @throws Refusal if there is none
    Source find(SourceId id) {
        return sources.now().find(id).orElseThrow(Refusal::notFound);
    }
}
