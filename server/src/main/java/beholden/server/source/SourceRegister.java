package beholden.server.source;

import beholden.server.identity.SignedIn;
import beholden.server.refusal.Refusal;
import org.springframework.stereotype.Component;

/// What the operator decides about sources.
@Component
class SourceRegister {
    private static final int NOTE_LENGTH = 1000;

    private final GallerySources sources;
    private final Upkeep upkeep;

    SourceRegister(GallerySources sources, Upkeep upkeep) {
        this.sources = sources;
        this.upkeep = upkeep;
    }

    /// @throws Refusal if its last day is over
    Source register(SignedIn who, SourceTerms terms) {
        requireFuture(terms);
        SourceId id = SourceId.random();
        sources.act(who.account(), (_, happening) -> happening.record(new SourceRegistered(id, terms)));
        return find(id);
    }

    /// @throws Refusal if it has ended: what has ended does not come back
    Source change(SignedIn who, SourceId id, SourceTerms terms) {
        requireFuture(terms);
        sources.act(who.account(), (now, happening) -> {
            Source source = now.find(id).orElseThrow(Refusal::notFound);
            if (source.stateOn(sources.today()) != Source.State.ACTIVE) {
                throw Refusal.conflict("This source has ended and is removed; register a new one.");
            }
            if (!source.terms().equals(terms)) happening.record(new SourceChanged(id, terms));
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
        sources.act(who.account(), (now, happening) -> {
            Source source = now.find(id).orElseThrow(Refusal::notFound);
            if (source.end() != null) throw Refusal.conflict("This source has ended already.");
            happening.record(new SourceEnded(id, reason, note));
        });
        upkeep.soon();
        return find(id);
    }

    /// @throws Refusal if there is none
    Source find(SourceId id) {
        return sources.now().find(id).orElseThrow(Refusal::notFound);
    }
}
