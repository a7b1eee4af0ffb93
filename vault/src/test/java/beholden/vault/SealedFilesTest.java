package beholden.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.vault.file.DamagedFileException;
import beholden.vault.file.FileRef;
import beholden.vault.file.SealedFiles;
import beholden.vault.key.AgencyId;
import beholden.vault.key.FolderId;
import beholden.vault.log.Opening;
import beholden.vault.log.Position;
import beholden.vault.log.SealedLog;
import beholden.vault.log.Snapshot;
import beholden.vault.setup.VaultSettings;
import beholden.vault.tick.ChunkRoom;
import beholden.vault.tick.NoRoomException;
import beholden.vault.tick.NotRecordedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedFilesTest {

    @TempDir
    Path temp;

    @Test
    void a_file_of_any_length_comes_back_now_and_after_reopening() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            // a chunk of 2,048 bytes has room for 2,008
            for (int length : new int[] {1, 2007, 2008, 2009, 4016, 20_000}) {
                byte[] file = random(length);

                FileRef ref = fixture.await(fixture.vault().files().put(file));

                assertThat(ref.length()).isEqualTo(length);
                FileRef kept = FileRef.of(ref.bytes());
                assertThat(kept).isEqualTo(ref);
                assertThat(fixture.vault().files().get(kept)).isEqualTo(file);
                assertThat(fixture.reopened().files().get(kept)).isEqualTo(file);
            }
        }
    }

    @Test
    void the_reference_comes_when_the_last_chunk_is_recorded_and_not_before() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            CompletableFuture<FileRef> future = fixture.vault().files().put(random(3000));
            for (int tick = 1; tick <= 3; tick++) {
                fixture.vault().tick();
            }
            assertThat(future).isNotDone();
            assertThat(fixture.vault().health().waitingChunks()).isEqualTo(1);

            fixture.vault().tick();

            assertThat(future).isDone();
        }
    }

    @Test
    void chunks_of_files_and_dummies_are_files_of_one_length_named_by_random_numbers() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            fixture.await(fixture.vault().files().put(random(3000)));
            for (int tick = 0; tick < 4; tick++) {
                fixture.vault().tick();
            }

            List<Path> chunks = chunks(fixture);

            assertThat(chunks).hasSize(4).allSatisfy(chunk -> {
                assertThat(Files.size(chunk)).isEqualTo(2048);
                assertThat(fixture.folder.resolve("chunks").relativize(chunk).toString())
                        .matches("([0-9a-f]{2})/([0-9a-f]{2})/\\1\\2[0-9a-f]{28}");
            });
        }
    }

    @Test
    void missing_and_altered_chunks_are_named() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            Vault vault = fixture.vault();
            // chunks are written in order, so each new file is the next chunk
            CompletableFuture<FileRef> future = vault.files().put(random(7000));
            List<Path> written = new ArrayList<>();
            while (!future.isDone()) {
                vault.tick();
                chunks(fixture).stream()
                        .filter(chunk -> !written.contains(chunk))
                        .forEach(written::add);
            }
            Files.delete(written.get(1));
            byte[] altered = Files.readAllBytes(written.get(2));
            altered[100] ^= 1;
            Files.write(written.get(2), altered);
            Files.write(written.get(3), new byte[] {1, 2, 3});

            assertThatThrownBy(() -> vault.files().get(future.get()))
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessageContaining(
                            "of its 4 chunks, chunk 2 was removed, chunk 3 was altered, chunk 4 was altered");
        }
    }

    @Test
    void a_damaged_snapshot_gives_way_to_the_one_before_it() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            AgencyId agency = fixture.newAgency();
            fixture.append(agency, "one");
            SealedLog log = fixture.vault().log(agency);
            fixture.await(log.snapshot(log.head(), VaultFixture.bytes("older")));
            fixture.append(agency, "two");
            List<Path> before = chunks(fixture);
            fixture.await(log.snapshot(log.head(), VaultFixture.bytes("newer")));
            for (Path chunk : chunks(fixture)) {
                if (!before.contains(chunk)) {
                    Files.delete(chunk);
                }
            }

            Opening opening = fixture.reopened().log(agency).open();

            assertThat(opening.snapshot()).contains(new Snapshot(new Position(1, 1), VaultFixture.bytes("older")));
            assertThat(VaultFixture.texts(opening.later())).containsExactly("two");
            assertThat(opening.damagedSnapshots()).isEqualTo(1);
        }
    }

    @Test
    void an_empty_file_and_one_over_the_limit_are_refused() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            SealedFiles files = fixture.vault().files();

            assertThatThrownBy(() -> files.put(new byte[0])).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> files.put(new byte[SealedFiles.MAX_FILE + 1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("33,554,432");
        }
    }

    @Test
    void a_file_of_more_chunks_than_can_wait_is_refused_for_good() throws Exception {
        // 952 bytes to a chunk
        VaultSettings settings = VaultFixture.standard().withChunks(1024, 1);
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp, settings)) {
            assertThat(fixture.vault().files().put(new byte[2048 * 952 + 1]))
                    .failsWithin(Duration.ZERO)
                    .withThrowableThat()
                    .withMessageContaining("2,049 chunks")
                    .withMessageNotContaining("try again");
        }
    }

    @Test
    void room_that_is_reserved_is_kept_for_its_files_and_given_back_if_none_come() throws Exception {
        VaultSettings settings = VaultFixture.standard().withChunks(1024, 1).withRate(4, Duration.ofSeconds(3));
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp, settings)) {
            SealedFiles files = fixture.vault().files();
            FolderId folder = new FolderId(fixture.newAgency(), UUID.randomUUID());
            CompletableFuture<FileRef> kept;
            try (ChunkRoom room = files.reserve(2048)) {
                assertThatThrownBy(() -> files.reserve(5))
                        .isInstanceOfSatisfying(
                                NoRoomException.class,
                                full -> assertThat(full.after()).isEqualTo(Duration.ofSeconds(15)))
                        .hasMessageContaining("2,048 chunks");
                assertThat(files.put(random(1)))
                        .failsWithin(Duration.ZERO)
                        .withThrowableThat()
                        .withCauseInstanceOf(NoRoomException.class);

                kept = files.put(folder, random(1000), room);

                assertThat(room.left()).isEqualTo(2046);
                assertThatThrownBy(() -> files.put(folder, random(952 * 2046 + 1), room))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("room is reserved for 2,046");
            }

            try (ChunkRoom all = files.reserve(2046)) {
                assertThat(all.left()).isEqualTo(2046);
                assertThatThrownBy(() -> files.reserve(1)).isInstanceOf(NoRoomException.class);
            }
            assertThat(files.get(folder, fixture.await(kept))).isEqualTo(random(1000));
        }
    }

    @Test
    void threads_that_reserve_at_once_share_the_room_and_no_more() throws Exception {
        VaultSettings settings = VaultFixture.standard().withChunks(1024, 1);
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp, settings);
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            SealedFiles files = fixture.vault().files();
            List<Callable<ChunkRoom>> asks = Collections.nCopies(1000, () -> files.reserve(3));

            List<Future<ChunkRoom>> answers = threads.invokeAll(asks);

            assertThat(answers.stream().filter(answer -> answer.state() == Future.State.SUCCESS))
                    .hasSize(2048 / 3);
            for (Future<ChunkRoom> answer : answers) {
                if (answer.state() != Future.State.SUCCESS) continue;
                answer.resultNow().close();
                answer.resultNow().close();
            }
            try (ChunkRoom room = files.reserve(2048)) {
                assertThat(room.left()).isEqualTo(2048);
            }
        }
    }

    @Test
    void agencies_take_turns_so_that_one_with_many_chunks_delays_another_by_its_turns() throws Exception {
        VaultSettings settings = VaultFixture.standard().withChunks(1024, 1);
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp, settings)) {
            SealedFiles files = fixture.vault().files();
            FolderId busy = new FolderId(fixture.newAgency(), UUID.randomUUID());
            FolderId other = new FolderId(fixture.newAgency(), UUID.randomUUID());
            CompletableFuture<FileRef> large = files.put(busy, random(50 * 952));
            fixture.vault().tick();
            CompletableFuture<FileRef> small = files.put(other, random(2 * 952));

            int ticks = 0;
            for (; !small.isDone(); ticks++) fixture.vault().tick();

            // the keyring at the next one or two, and then four turns
            assertThat(ticks).isLessThanOrEqualTo(6);
            assertThat(large).isNotDone();
            assertThat(files.get(other, small.get())).isEqualTo(random(2 * 952));
            assertThat(files.get(busy, fixture.await(large))).isEqualTo(random(50 * 952));
        }
    }

    @Test
    void a_closed_vault_reserves_nothing() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            SealedFiles files = fixture.vault().files();
            FolderId folder = new FolderId(fixture.newAgency(), UUID.randomUUID());
            try (ChunkRoom room = files.reserve(2)) {
                fixture.shut();

                assertThatThrownBy(() -> files.reserve(1))
                        .isInstanceOf(NotRecordedException.class)
                        .isNotInstanceOf(NoRoomException.class);
                assertThat(files.put(folder, random(10), room)).isCompletedExceptionally();
            }
        }
    }

    @Test
    void by_default_chunks_keep_up_with_the_searches_that_the_cells_admit() throws Exception {
        VaultSettings settings = VaultSettings.standard(VaultFixture.ORIGIN);
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp, settings)) {
            AgencyId agency = fixture.newAgency();
            FolderId folder = new FolderId(agency, UUID.randomUUID());
            SealedFiles files = fixture.vault().files();
            SealedLog log = fixture.vault().log(agency);
            List<CompletableFuture<?>> kept = new ArrayList<>();

            // a search is two events of a cell each, and two pictures of a chunk each
            for (int search = 0; search < 25; search++) {
                for (int i = 0; i < 2; i++) {
                    kept.add(log.append(random(100)));
                    kept.add(files.put(folder, random(30_000)));
                    fixture.vault().tick();
                }
            }
            for (int tick = 0; tick < settings.ticksPerKeyring(); tick++)
                fixture.vault().tick();

            assertThat(kept).allMatch(CompletableFuture::isDone);
        }
    }

    @Test
    void a_file_of_a_folder_is_there_until_the_folder_is_shredded() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            AgencyId agency = fixture.newAgency();
            FolderId folder = new FolderId(agency, UUID.randomUUID());
            FolderId another = new FolderId(agency, UUID.randomUUID());
            byte[] file = random(5000);
            SealedFiles files = fixture.vault().files();
            FileRef ref = fixture.await(files.put(folder, file));
            FileRef next = fixture.await(files.put(folder, random(10)));
            FileRef elsewhere = fixture.await(files.put(another, file));
            assertThat(files.get(folder, ref)).isEqualTo(file);
            assertThatThrownBy(() -> files.get(ref)).isInstanceOf(DamagedFileException.class);
            assertThatThrownBy(() -> files.get(another, ref)).isInstanceOf(DamagedFileException.class);

            fixture.reopened().keyring().shredFolder(folder);

            SealedFiles later = fixture.reopened().files();
            for (FileRef gone : List.of(ref, next)) {
                assertThatThrownBy(() -> later.get(folder, gone))
                        .isInstanceOf(DamagedFileException.class)
                        .hasMessageContaining("the key of its folder was destroyed");
            }
            assertThat(later.get(another, elsewhere)).isEqualTo(file);
            // another key under the same name opens nothing of before
            fixture.await(later.put(folder, file));
            assertThatThrownBy(() -> later.get(folder, ref)).isInstanceOf(DamagedFileException.class);
            fixture.assertAudited();
        }
    }

    @Test
    void the_key_of_a_folder_is_on_disk_when_its_file_is_recorded() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            FolderId folder = new FolderId(fixture.newAgency(), UUID.randomUUID());
            FileRef ref = fixture.await(fixture.vault().files().put(folder, random(5000)));
            Path keys = temp.resolve("keys");
            VaultFixture.copyFolder(fixture.folder.resolve("keys"), keys);

            try (VaultFixture copy = fixture.copy(temp.resolve("copy"))) {
                VaultFixture.copyFolder(keys, copy.folder.resolve("keys"));
                assertThat(copy.vault().files().get(folder, ref)).isEqualTo(random(5000));
            }
        }
    }

    @Test
    void a_file_waits_as_long_as_the_keyring_cannot_be_written() throws Exception {
        try (VaultFixture fixture = VaultFixture.on(StoreKind.SQLITE, temp)) {
            AgencyId agency = fixture.newAgency();
            FolderId folder = new FolderId(agency, UUID.randomUUID());
            Path keyring = fixture.folder.resolve("keys/keyring");
            Files.delete(keyring);
            Files.createDirectories(keyring.resolve("in the way"));
            CompletableFuture<FileRef> future = fixture.vault().files().put(folder, random(10));
            for (int tick = 1; tick <= 4; tick++) fixture.vault().tick();

            assertThat(future).isNotDone();
            assertThat(chunks(fixture)).as("dummies take its place").hasSize(2);
            fixture.append(agency, "cells go on");
            VaultFixture.deleteFolder(keyring);
            FileRef ref = fixture.await(future);

            assertThat(fixture.reopened().files().get(folder, ref)).isEqualTo(random(10));
            fixture.assertAudited();
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static List<Path> chunks(VaultFixture fixture) throws Exception {
        try (Stream<Path> files = Files.walk(fixture.folder.resolve("chunks"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
