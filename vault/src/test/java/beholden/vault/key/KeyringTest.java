package beholden.vault.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringTest {
    private static final int CAPACITY = 6;

    @TempDir
    Path temp = Path.of("");

    private Keyring create() throws IOException {
        return Keyring.create(temp.resolve("keys"), Keys.hierarchy(1), CAPACITY);
    }

    private Keyring open(int root) throws IOException {
        return Keyring.open(temp.resolve("keys"), Keys.hierarchy(root));
    }

    @Test
    void an_agency_keeps_its_keys_and_shares_none() throws IOException {
        AgencyId one;
        AgencyId two;
        Secret box;
        try (Keyring keyring = create()) {
            one = keyring.newAgency();
            two = keyring.newAgency();
            box = keyring.epochs(one).getFirst().boxKey();
        }

        try (Keyring keyring = open(1)) {
            EpochKey first = keyring.epochs(one).getFirst();
            assertThat(first.epoch()).isEqualTo(1);
            assertThat(first.boxKey().sameAs(box)).isTrue();
            assertThat(first.boxKey().sameAs(first.labelKey())).isFalse();
            assertThat(keyring.epochs(two).getFirst().boxKey().sameAs(box)).isFalse();
            assertThat(keyring.epochs(AgencyId.DIRECTORY)).hasSize(1);
            assertThatThrownBy(() -> keyring.epochs(AgencyId.random())).isInstanceOf(UnknownAgencyException.class);
        }
    }

    @Test
    void an_agency_gets_the_id_that_was_written_down_for_it_once() throws IOException {
        AgencyId noted = AgencyId.random();
        try (Keyring keyring = create()) {
            keyring.addAgency(noted);

            assertThatThrownBy(() -> keyring.addAgency(noted)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> keyring.addAgency(AgencyId.DIRECTORY))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        try (Keyring keyring = open(1)) {
            assertThat(keyring.epochs(noted)).hasSize(1);
        }
    }

    @Test
    void the_files_tell_nothing_of_how_many_agencies_there_are() throws IOException {
        long empty;
        byte[] before;
        try (Keyring keyring = create()) {
            empty = Files.size(temp.resolve("keys/keyring"));
            before = Files.readAllBytes(temp.resolve("keys/keyring"));
            keyring.newAgency();
            keyring.newAgency();
        }

        assertThat(Files.size(temp.resolve("keys/keyring"))).isEqualTo(empty);
        byte[] after = Files.readAllBytes(temp.resolve("keys/keyring"));
        int same = 0;
        for (int at = 12; at < after.length; at++) {
            if (before[at] == after[at]) same++;
        }
        assertThat(same).as("bytes that did not change").isLessThan(after.length / 16);
    }

    @Test
    void a_full_keyring_says_so_and_has_room_again_after_shredding() throws IOException {
        try (Keyring keyring = create()) {
            AgencyId agency = keyring.newAgency();
            for (int epoch = 2; epoch < CAPACITY; epoch++)
                keyring.startEpoch(agency).close();

            assertThatThrownBy(keyring::requireFreeSlot).isInstanceOf(KeyringFullException.class);
            assertThatThrownBy(keyring::newAgency)
                    .isInstanceOf(KeyringFullException.class)
                    .hasMessageContaining("6 slots");
            keyring.shred(agency, 1);
            assertThat(keyring.knows(keyring.newAgency())).isTrue();
        }
    }

    @Test
    void a_shredded_epoch_is_gone_and_its_number_is_not_used_again() throws IOException {
        AgencyId agency;
        try (Keyring keyring = create()) {
            agency = keyring.newAgency();
            keyring.startEpoch(agency).close();
            assertThatThrownBy(() -> keyring.shred(agency, 2)).hasMessageContaining("start a new epoch first");
            assertThatThrownBy(() -> keyring.shred(agency, 3)).isInstanceOf(UnknownAgencyException.class);

            keyring.shred(agency, 1);
        }

        try (Keyring keyring = open(1)) {
            assertThat(keyring.epochs(agency)).extracting(EpochKey::epoch).containsExactly(2);
            assertThat(keyring.startEpoch(agency).epoch()).isEqualTo(3);
            keyring.shred(agency);
            assertThat(keyring.knows(agency)).isFalse();
            assertThatThrownBy(() -> keyring.shred(AgencyId.DIRECTORY)).isInstanceOf(KeyException.class);
        }
    }

    @Test
    void a_folder_has_a_key_of_its_own_which_is_on_disk_with_the_next_writing() throws IOException {
        Secret key;
        FolderId folder;
        try (Keyring keyring = create()) {
            AgencyId agency = keyring.newAgency();
            folder = new FolderId(agency, UUID.randomUUID());
            byte[] before = Files.readAllBytes(temp.resolve("keys/keyring"));

            key = keyring.folder(folder);

            assertThat(Files.readAllBytes(temp.resolve("keys/keyring")))
                    .as("nothing tells that there is another")
                    .isEqualTo(before);
            keyring.refresh();
            assertThat(Files.size(temp.resolve("keys/keyring"))).isEqualTo(before.length);
            assertThat(keyring.folder(new FolderId(agency, UUID.randomUUID())).sameAs(key))
                    .isFalse();
        }

        try (Keyring keyring = open(1)) {
            assertThat(keyring.knownFolder(folder))
                    .hasValueSatisfying(known -> assertThat(known.sameAs(key)).isTrue());
            assertThat(keyring.folder(folder).sameAs(key)).isTrue();
            assertThat(keyring.knownFolder(new FolderId(folder.agency(), UUID.randomUUID())))
                    .isEmpty();
            assertThat(keyring.knownFolder(new FolderId(AgencyId.random(), folder.number())))
                    .isEmpty();
        }
    }

    @Test
    void a_shredded_folder_is_gone_and_others_stay() throws IOException {
        FolderId gone;
        FolderId stays;
        FolderId ofAnother;
        Path old = temp.resolve("keyring.old");
        try (Keyring keyring = create()) {
            AgencyId agency = keyring.newAgency();
            gone = new FolderId(agency, UUID.randomUUID());
            stays = new FolderId(agency, UUID.randomUUID());
            ofAnother = new FolderId(keyring.newAgency(), UUID.randomUUID());
            for (FolderId folder : List.of(gone, stays, ofAnother))
                keyring.folder(folder).close();
            keyring.refresh();
            Files.copy(temp.resolve("keys/keyring"), old);

            keyring.shredFolder(gone);

            keyring.shredFolder(gone);
            keyring.rotateOperational();
            keyring.handOver(Keys.root(2), () -> {});
        }
        try (Keyring keyring = open(2)) {
            assertThat(keyring.hasFolder(gone)).isFalse();
            assertThat(keyring.hasFolder(stays)).isTrue();
            keyring.shred(ofAnother.agency());
        }
        try (Keyring keyring = open(2)) {
            assertThat(keyring.hasFolder(stays)).isTrue();
            assertThat(keyring.hasFolder(ofAnother)).as("goes with its agency").isFalse();
        }
        Files.copy(old, temp.resolve("keys/keyring"), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> open(2)).isInstanceOf(DamagedKeyException.class);
    }

    @Test
    void there_is_room_for_sixteen_times_as_many_folders_as_slots_and_half_of_it_for_one_agency() throws IOException {
        try (Keyring keyring = create()) {
            AgencyId agency = keyring.newAgency();
            AgencyId other = keyring.newAgency();
            fill(keyring, agency);
            assertThatThrownBy(() -> keyring.folder(new FolderId(agency, UUID.randomUUID())))
                    .isInstanceOf(KeyringFullException.class)
                    .hasMessageContaining("it holds 96");
            fill(keyring, other);
            assertThatThrownBy(() -> keyring.folder(new FolderId(keyring.newAgency(), UUID.randomUUID())))
                    .isInstanceOf(KeyringFullException.class);

            keyring.folder(new FolderId(other, new UUID(0, 1))).close();
            keyring.shredFolder(new FolderId(agency, new UUID(0, 1)));
            keyring.folder(new FolderId(agency, UUID.randomUUID())).close();
        }
        try (Keyring keyring = open(1)) {
            assertThat(keyring.capacity()).isEqualTo(CAPACITY);
        }
    }

    private static void fill(Keyring keyring, AgencyId agency) throws IOException {
        for (int i = 0; i < 8 * CAPACITY; i++)
            keyring.folder(new FolderId(agency, new UUID(0, i))).close();
    }

    @Test
    void a_keyring_from_before_there_were_folders_is_read() throws IOException {
        create().close();
        byte[] header = ByteBuffer.allocate(12)
                .put("BHKRING1".getBytes(StandardCharsets.US_ASCII))
                .putInt(2)
                .array();
        byte[] slots = new byte[2 * 64];
        slots[0] = 1; // the directory's, whose id is zeros
        slots[20] = 1; // its first epoch
        Secret keyringKey = new KeyringKeyFile(temp.resolve("keys"))
                .open(Keys.hierarchy(1))
                .getFirst()
                .keyringKey();
        byte[] box = Sealing.seal(keyringKey, slots, header);
        Files.write(
                temp.resolve("keys/keyring"),
                ByteBuffer.allocate(header.length + box.length)
                        .put(header)
                        .put(box)
                        .array());

        AgencyId agency;
        try (Keyring keyring = open(1)) {
            agency = keyring.newAgency();
            keyring.folder(new FolderId(agency, new UUID(1, 2))).close();
            keyring.refresh();
        }

        try (Keyring keyring = open(1)) {
            assertThat(keyring.epochs(AgencyId.DIRECTORY)).hasSize(1);
            assertThat(keyring.hasFolder(new FolderId(agency, new UUID(1, 2)))).isTrue();
        }
    }

    @Test
    void an_older_keyring_does_not_open_with_the_key_of_today() throws IOException {
        AgencyId agency;
        Path old = temp.resolve("keyring.old");
        try (Keyring keyring = create()) {
            agency = keyring.newAgency();
            Files.copy(temp.resolve("keys/keyring"), old);
            keyring.shred(agency);
        }
        Files.copy(old, temp.resolve("keys/keyring"), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> open(1))
                .isInstanceOf(DamagedKeyException.class)
                .hasMessageContaining("before keys were shredded");
    }

    @Test
    void another_root_key_is_told_from_damage() throws IOException {
        create().close();

        assertThatThrownBy(() -> open(2)).isInstanceOf(WrongRootKeyException.class);
        byte[] keyring = Files.readAllBytes(temp.resolve("keys/keyring"));
        keyring[keyring.length - 1] ^= 1;
        Files.write(temp.resolve("keys/keyring"), keyring);
        assertThatThrownBy(() -> open(1)).isInstanceOf(DamagedKeyException.class);
        Files.write(temp.resolve("keys/keyring"), new byte[7]);
        assertThatThrownBy(() -> open(1)).isInstanceOf(DamagedKeyException.class);
        Files.write(temp.resolve("keys/keyring.key"), new byte[160]);
        assertThatThrownBy(() -> open(1)).isInstanceOf(DamagedKeyException.class);
    }

    @Test
    void one_at_a_time_holds_it() throws IOException {
        try (Keyring _ = create()) {
            assertThatThrownBy(() -> open(1)).isInstanceOf(KeyringInUseException.class);
        }
        open(1).close();
    }

    @Test
    void a_new_root_key_is_admitted_beside_the_old_one_and_then_stands_alone() throws IOException {
        AgencyId agency;
        try (Keyring keyring = create()) {
            agency = keyring.newAgency();
            assertThatThrownBy(() -> keyring.handOver(Keys.root(2), () -> {
                        throw new IOException("the stick was pulled");
                    }))
                    .hasMessage("the stick was pulled");
        }
        Path copy = temp.resolve("copy");
        Files.createDirectory(copy);
        for (String name : List.of("keyring", "keyring.key")) {
            Files.copy(temp.resolve("keys").resolve(name), copy.resolve(name));
        }

        try (Keyring oldStillOpens = Keyring.open(copy, Keys.hierarchy(1))) {
            assertThat(oldStillOpens.knows(agency)).isTrue();
        }
        try (Keyring keyring = open(2)) {
            assertThat(keyring.knows(agency)).isTrue();
        }
        assertThatThrownBy(() -> open(1)).isInstanceOf(WrongRootKeyException.class);
    }

    @Test
    void operational_and_root_key_change_while_it_is_in_use() throws IOException {
        AgencyId agency;
        Secret box;
        try (Keyring keyring = create()) {
            agency = keyring.newAgency();
            box = keyring.epochs(agency).getFirst().boxKey();

            keyring.rotateOperational();
            keyring.rotateOperational();
            keyring.handOver(Keys.root(2), () -> {});
            keyring.startEpoch(agency).close();
        }

        try (Keyring keyring = open(2)) {
            assertThat(keyring.epochs(agency).getFirst().boxKey().sameAs(box)).isTrue();
            assertThat(keyring.epochs(agency)).hasSize(2);
        }
    }

    @Test
    void nothing_secret_is_printed() throws IOException {
        try (Keyring keyring = create()) {
            AgencyId agency = keyring.newAgency();
            EpochKey key = keyring.epochs(agency).getFirst();

            FolderId folder = new FolderId(agency, UUID.randomUUID());
            assertThatThrownBy(() -> new FolderId(AgencyId.DIRECTORY, folder.number()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(List.of(keyring, agency, folder, key, key.boxKey(), Keys.hierarchy(1), Keys.root(1)))
                    .allSatisfy(thing -> assertThat(thing.toString()).matches("\\w+\\[hidden]"));
            assertThat(AgencyId.parse(" " + agency.hex().toUpperCase(java.util.Locale.ROOT)))
                    .isEqualTo(agency);
            assertThatThrownBy(() -> AgencyId.parse("0123")).hasMessageNotContaining("0123");
        }
    }

    @Test
    void a_closed_secret_is_zeros_and_refuses() {
        byte[] bytes = {1, 2, 3};
        Secret secret = Secret.taking(bytes);

        secret.close();

        assertThat(bytes).containsOnly(0);
        assertThatThrownBy(secret::bytes).isInstanceOf(IllegalStateException.class);
    }
}
