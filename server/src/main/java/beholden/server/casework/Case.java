package beholden.server.casework;

import beholden.server.events.AccountId;
import beholden.server.policy.CaseFacts;
import beholden.server.policy.Sensitivity;
import beholden.vault.file.FileRef;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A case: what searches are for, and on which ground.
///
/// @param number        as the agency's files call it
/// @param offence       code of a category of the policy
/// @param legalBasis    one of the policy's
/// @param jurisdiction  code of one of the policy's
/// @param justification why a search of faces is needed
/// @param validUntil    the last day, in UTC, on which searches may be made
/// @param documents     versions of the paper that authorises its searches, the first one first
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
        List<Document> documents,
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
        documents = List.copyOf(documents);
        sensitive = sensitive.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(sensitive));
    }

    /// The latest version of the paper that authorises its searches; null if it has none.
    public @Nullable Document document() {
        return documents.isEmpty() ? null : documents.getLast();
    }

    /// SHA-256 of the paper that a search of this moment rests on, in hexadecimal: of the latest version that is
    /// durable. Null if there is none, or a newer one waits to become durable. Versions that were lost count for
    /// nothing.
    ///
    /// @param waits whether a version is still to be sealed
    @Nullable
    String authority(Predicate<Document> waits) {
        for (Document version : documents.reversed()) {
            if (version.sealed()) return version.sha256();
            if (waits.test(version)) return null;
        }
        return null;
    }

    public State state() {
        return closing == null ? State.OPEN : State.CLOSED;
    }

    /// The first moment at which it is not valid any more.
    public Instant expires() {
        return validUntil.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// Facts of the case that the policy judges it by.
    ///
    /// @param documented whether there is an [#authority(Predicate)]
    CaseFacts facts(boolean documented) {
        return new CaseFacts(
                state() == State.OPEN,
                opened,
                expires(),
                offence,
                legalBasis,
                jurisdiction,
                justification,
                sensitive,
                documented);
    }

    Case with(Document newer) {
        List<Document> all = new ArrayList<>(documents);
        all.add(newer);
        return with(all, closing, shredding);
    }

    /// This case with one of its documents durable.
    Case sealed(int version, FileRef ref) {
        List<Document> all = documents.stream()
                .map(one -> one.number() == version ? one.sealedAs(ref) : one)
                .toList();
        return with(all, closing, shredding);
    }

    Case closed(Closing how) {
        return with(documents, how, shredding);
    }

    Case shredded(Shredding how) {
        return with(documents, closing, how);
    }

    private Case with(List<Document> papers, @Nullable Closing end, @Nullable Shredding gone) {
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
                papers,
                end,
                gone);
    }
}
