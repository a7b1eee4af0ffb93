package beholden.server.casework;

import beholden.server.events.AccountId;
import beholden.server.policy.CaseFacts;
import beholden.server.policy.Sensitivity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A case: what searches are for, and on which ground.
///
/// @param number        as the agency's files call it
/// @param offence       code of a category of the policy
/// @param legalBasis    one of the policy's
/// @param jurisdiction  code of one of the policy's
/// @param justification why a search of faces is needed
/// @param validUntil    the last day, in UTC, on which searches may be made
/// @param closing       null as long as it is open
/// @param shredding     null as long as its photos and its document are kept
public record Case(
        CaseId id,
        String number,
        String offence,
        String legalBasis,
        String jurisdiction,
        String justification,
        LocalDate validUntil,
        Set<Sensitivity> sensitive,
        Instant opened,
        AccountId openedBy,
        @Nullable Document document,
        @Nullable Closing closing,
        @Nullable Shredding shredding) {

    public enum State {
        OPEN,
        CLOSED
    }

    public record Closing(Instant at, AccountId by, String reason) {}

    /// @param event number of its record among the agency's events
    public record Shredding(Instant at, AccountId by, String reason, int event) {}

    public Case {
        sensitive = sensitive.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(sensitive));
    }

    public State state() {
        return closing == null ? State.OPEN : State.CLOSED;
    }

    /// The first moment at which it is not valid any more.
    public Instant expires() {
        return validUntil.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// Facts of the case that the policy judges it by.
    CaseFacts facts() {
        return new CaseFacts(
                state() == State.OPEN,
                opened,
                expires(),
                offence,
                legalBasis,
                jurisdiction,
                justification,
                sensitive,
                document != null && document.sealed());
    }

    Case with(Document newer) {
        return with(newer, closing, shredding);
    }

    Case closed(Closing how) {
        return with(document, how, shredding);
    }

    Case shredded(Shredding how) {
        return with(document, closing, how);
    }

    private Case with(@Nullable Document paper, @Nullable Closing end, @Nullable Shredding gone) {
        return new Case(
                id,
                number,
                offence,
                legalBasis,
                jurisdiction,
                justification,
                validUntil,
                sensitive,
                opened,
                openedBy,
                paper,
                end,
                gone);
    }
}
