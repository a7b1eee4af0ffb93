package beholden.server.installation;

import beholden.ground.DurableFile;
import beholden.vault.key.AgencyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The file `installation.json`: which log of the vault is the operator's own, and how new the records are.
///
/// @param format   format of the file
/// @param operator id of the operator's log
/// @param records  newest format of records that anybody may have written; 0 in a note from before there were
///     numbers
record InstallationNote(int format, String operator, State state, int records) {
    static final String FILE = "installation.json";

    /// The format of the file that this version writes and reads.
    private static final int FORMAT = 2;

    /// The format of records that this version writes; it reads this one and all before it.
    ///
    /// One more with every kind of event, or component of one, that versions before do not know: they would leave
    /// out what it says, or refuse the whole log.
    static final int RECORDS = 1;

    enum State {
        /// The vault may have no keys of the log yet.
        BEGUN,
        MADE
    }

    /// A new log's name, written down before there are keys of it: keys that nothing names would keep their place
    /// in the keyring for ever.
    static InstallationNote begun(Path file) throws IOException {
        InstallationNote note = new InstallationNote(FORMAT, AgencyId.random().hex(), State.BEGUN, RECORDS);
        note.write(file);
        return note;
    }

    /// This note once the log has its keys, before this version writes a record.
    InstallationNote made() {
        return new InstallationNote(FORMAT, operator, State.MADE, RECORDS);
    }

    void write(Path file) throws IOException {
        DurableFile.replace(file, JsonMapper.shared().writeValueAsBytes(this));
    }

    /// @throws IOException if it is damaged, or what it stands for is not for this version
    static InstallationNote read(Path file) throws IOException {
        try {
            JsonNode tree = JsonMapper.shared().readTree(Files.readAllBytes(file));
            int format = tree.path("format").asInt();
            int records = tree.path("records").asInt(0);
            if (format > FORMAT || records > RECORDS) {
                throw new IOException(
                        "%s: this installation was last used by a newer Beholden (file format %d, records format %d; this version knows %d and %d): use that version, or put back a backup from before it"
                                .formatted(file, format, records, FORMAT, RECORDS));
            }
            if (format != 0 && format < FORMAT) {
                throw new IOException(
                        "%s: has format %d; this version of Beholden reads format %d".formatted(file, format, FORMAT));
            }
            AgencyId.parse(Objects.requireNonNull(tree.path("operator").stringValue(null)));
            return new InstallationNote(
                    format,
                    tree.path("operator").stringValue(),
                    State.valueOf(tree.path("state").asString()),
                    records);
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new IOException(file + ": is damaged; put it back from a backup", e);
        }
    }
}
