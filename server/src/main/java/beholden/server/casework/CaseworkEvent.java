package beholden.server.casework;

import beholden.server.agency.WorkBegan;
import beholden.server.events.AgencyEvent;
import beholden.server.policy.Sensitivity;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// Events of cases and their documents.
public sealed interface CaseworkEvent extends AgencyEvent {
    CaseId caseId();

    /// A case begins. The ground on which its searches stand, and nothing else: outsiders may read it with the
    /// report of a search.
    ///
    /// @param sensitive in one order, so that a case is written down in one way
    @JsonTypeName("case-opened")
    record CaseOpened(
            @JsonProperty("c") CaseId caseId,
            @JsonProperty("n") String number,
            @JsonProperty("o") String offence,
            @JsonProperty("b") String legalBasis,
            @JsonProperty("j") String jurisdiction,
            @JsonProperty("w") String justification,
            @JsonProperty("u") LocalDate validUntil,
            @JsonProperty("s") Set<Sensitivity> sensitive)
            implements CaseworkEvent, WorkBegan {
        public CaseOpened {
            sensitive = Collections.unmodifiableSortedSet(new TreeSet<>(sensitive));
        }
    }

    /// A case ends: from now on it is neither searched nor changed.
    @JsonTypeName("case-closed")
    record CaseClosed(
            @JsonProperty("c") CaseId caseId,
            @JsonProperty("w") String reason) implements CaseworkEvent {}

    /// The photos and the document of a closed case are destroyed; what is recorded of them stays.
    @JsonTypeName("case-files-shredded")
    record CaseFilesShredded(
            @JsonProperty("c") CaseId caseId,
            @JsonProperty("w") String reason) implements CaseworkEvent {}

    /// A document was accepted; it is in the server's memory until [DocumentSealed].
    ///
    /// @param number of the document in its case
    /// @param length in bytes
    /// @param hash   SHA-256
    @SuppressWarnings("ArrayRecordComponent") // written and read once
    @JsonTypeName("document-received")
    record DocumentReceived(
            @JsonProperty("c") CaseId caseId,
            @JsonProperty("d") int number,
            @JsonProperty("n") String name,
            @JsonProperty("t") DocumentType type,
            @JsonProperty("l") int length,
            @JsonProperty("h") byte[] hash)
            implements CaseworkEvent {}

    /// All of a document is durable.
    ///
    /// @param number of the document in its case
    /// @param file   where it is, as [beholden.vault.file.FileRef#bytes()]
    @SuppressWarnings("ArrayRecordComponent") // written and read once
    @JsonTypeName("document-sealed")
    record DocumentSealed(
            @JsonProperty("c") CaseId caseId,
            @JsonProperty("d") int number,
            @JsonProperty("f") byte[] file) implements CaseworkEvent {}
}
