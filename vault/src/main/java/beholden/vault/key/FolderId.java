package beholden.vault.key;

import java.util.UUID;

/// A folder of sealed files of one agency, which can be destroyed together.
///
/// @param agency whose it is; not the registrar's directory, which has no files
/// @param number random, known to the agency alone
public record FolderId(AgencyId agency, UUID number) {
    public FolderId {
        if (agency.equals(AgencyId.DIRECTORY)) {
            throw new IllegalArgumentException("the registrar's directory has no sealed files");
        }
    }

    @Override
    public String toString() {
        return "FolderId[hidden]";
    }
}
