package beholden.server.casework;

import beholden.server.events.OneSpelling;
import beholden.vault.key.AgencyId;
import beholden.vault.key.FolderId;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// A case of an agency; random, unknown outside the agency.
public record CaseId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CaseId {}

    public static CaseId random() {
        return new CaseId(UUID.randomUUID());
    }

    /// @throws IllegalArgumentException if it is none
    public static CaseId of(String text) {
        return new CaseId(OneSpelling.uuid(text));
    }

    /// Folder in which the photos and the document of the case are sealed.
    public FolderId folder(AgencyId agency) {
        return new FolderId(agency, value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
