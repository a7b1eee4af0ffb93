package beholden.vault;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.ledger.AuditReport;
import beholden.ledger.Finding;
import beholden.vault.cell.Cell;
import beholden.vault.tick.ChunkFolder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an audit says to cells and chunks that were moved, and to what lies among them.
class AuditedVaultTest {

    @TempDir
    private Path temp;

    private VaultFixture fixture;
    private Path chunks;

    @BeforeEach
    void a_vault_with_cells_and_chunks() throws Exception {
        fixture = VaultFixture.on(StoreKind.SQLITE, temp);
        fixture.appendMany(fixture.newAgency(), "event", 20);
        fixture.assertAudited();
        chunks = fixture.folder.resolve("chunks");
    }

    @AfterEach
    void closed() throws IOException {
        fixture.close();
    }

    @Test
    void a_removed_cell_does_not_pass_for_a_chunk() throws Exception {
        Cell cell = fixture.cells().getFirst();
        String label = HexFormat.of().formatHex(cell.label().bytes());
        fixture.vandalise("DELETE FROM cell WHERE label = ?", cell.label().bytes());
        Path file = ChunkFolder.place(chunks, label);
        Files.createDirectories(file.getParent());
        Files.write(file, cell.box());

        assertOneIsMissing(chunks.relativize(file), "as long as the box of a cell");
    }

    @Test
    void a_chunk_in_another_folder_is_as_good_as_removed() throws Exception {
        Path chunk = chunk();
        Path other = Files.createDirectories(chunks.resolve("zz")).resolve(chunk.getFileName());
        Files.move(chunk, other);

        AuditReport report = fixture.audited();

        assertThat(report.findings()).hasSize(3).hasAtLeastOneElementOfType(Finding.CellMissing.class);
        assertThat(messages(report)).anyMatch(message -> message.startsWith("chunks/zz/" + chunk.getFileName()));
    }

    @Test
    void a_chunk_whose_name_is_in_capitals_is_as_good_as_removed() throws Exception {
        Path chunk = chunk();
        Path capitals = chunk.resolveSibling(chunk.getFileName().toString().toUpperCase(Locale.ROOT));
        Files.move(chunk, capitals);

        assertOneIsMissing(chunks.relativize(capitals), "no chunk has this name or place");
    }

    @Test
    void a_link_to_a_chunk_is_none() throws Exception {
        Path chunk = chunk();
        Path elsewhere = Files.move(chunk, temp.resolve("elsewhere"));
        Files.createSymbolicLink(chunk, elsewhere);

        assertOneIsMissing(chunks.relativize(chunk), "no plain file");
    }

    @Test
    void a_chunk_that_was_made_longer_is_named() throws Exception {
        Path chunk = chunk();
        try (RandomAccessFile file = new RandomAccessFile(chunk.toFile(), "rw")) {
            file.setLength(1L << 33);
        }

        assertOneIsMissing(chunks.relativize(chunk), "a chunk has 1,024 to 16,777,216 bytes");
    }

    @Test
    void a_strange_file_is_named() throws Exception {
        Files.writeString(chunks.resolve("notes.txt"), "hello");

        assertThat(fixture.audited().findings())
                .singleElement()
                .isInstanceOf(Finding.NoRecord.class)
                .extracting(Finding::message)
                .asString()
                .startsWith("chunks/notes.txt: no chunk has this name");
    }

    @Test
    void what_a_crash_leaves_of_a_chunk_is_passed_over() throws Exception {
        Path chunk = chunk();
        Files.write(chunk.resolveSibling(chunk.getFileName() + ".tmp"), new byte[100]);

        fixture.assertAudited();
    }

    private void assertOneIsMissing(Path inChunks, String why) throws IOException, InterruptedException {
        AuditReport report = fixture.audited();
        assertThat(report.findings()).hasSize(2).hasAtLeastOneElementOfType(Finding.CellMissing.class);
        assertThat(messages(report))
                .anyMatch(message -> message.startsWith("chunks/" + inChunks + ": ") && message.contains(why));
    }

    private static List<String> messages(AuditReport report) {
        return report.findings().stream().map(Finding::message).toList();
    }

    private Path chunk() throws IOException {
        try (Stream<Path> files = Files.walk(chunks)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().matches(".*[a-f].*"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
