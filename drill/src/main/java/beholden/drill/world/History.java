package beholden.drill.world;

import beholden.drill.search.KnownSecret;
import beholden.vault.Vault;
import beholden.vault.cell.Label;
import beholden.vault.file.FileRef;
import beholden.vault.key.AgencyId;
import beholden.vault.key.EpochKey;
import beholden.vault.log.Position;
import beholden.vault.log.SealedLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Events in a vault in one run of a world, tick by tick, and the secrets that they make.
///
/// One agency belongs to the thief: it appends the same events in every world, holds its own keys, and so knows
/// which cells are its own.
final class History {
    private static final int PHOTO = 3000;
    private static final int SLICE = 48;

    private final Vault vault;
    private final World world;
    private final Timeline timeline;
    private final SplittableRandom random;
    private final AgencyId insider;
    private final List<Client> clients = new ArrayList<>();
    private final Map<Integer, AgencyId> ids = new HashMap<>();
    private final List<KnownSecret> secrets = new ArrayList<>();
    private final List<CompletableFuture<?>> promises = new ArrayList<>();
    private final Set<Label> insiderLabels = new HashSet<>();
    private final Map<Integer, Integer> events = new HashMap<>();
    private int photos;

    History(Vault vault, World world, long seed) throws IOException {
        this.vault = vault;
        this.world = world;
        this.random = new SplittableRandom(seed);
        this.timeline = new Timeline(world, random.split());
        this.insider = vault.keyring().newAgency();
        for (int i = 0; i < world.events().size(); i++) clients.add(Client.of(i, random));
    }

    /// Does what comes before tick number `tick`, and then ticks.
    void advance(int tick) throws IOException {
        for (Timeline.Step step : timeline.at(tick)) {
            switch (step.act()) {
                case JOINS -> join(step.agency());
                case APPENDS -> append(step.agency(), false);
                case APPENDS_WITH_PHOTO -> append(step.agency(), true);
                case READS -> vault.log(id(step.agency())).read(Position.START);
            }
        }
        if (tick % Timeline.TICKS_PER_INSIDER == 0 && tick < Timeline.LAST_EVENT) {
            promises.add(vault.log(insider)
                    .append(("{\"type\":\"insider\",\"tick\":" + tick + "}").getBytes(StandardCharsets.UTF_8)));
        }
        vault.tick();
    }

    /// Learns the thief's own labels, and makes sure that all that was promised is in the vault.
    void end() throws IOException {
        long undone = promises.stream().filter(promise -> !promise.isDone()).count();
        if (undone > 0) {
            throw new IllegalStateException(undone + " events still wait; the world asks for more than its capacity");
        }
        for (EpochKey key : vault.keyring().epochs(insider)) {
            try (key) {
                int own = Math.ceilDiv(Timeline.LAST_EVENT, Timeline.TICKS_PER_INSIDER);
                for (int n = 0; n < own; n++) insiderLabels.add(label(key, n));
            }
        }
        for (int i = 0; i < clients.size(); i++) {
            secrets.addAll(clients.get(i).secrets(i, world.events().get(i)));
            try {
                addKeys(i);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has HMAC-SHA256", e);
            }
        }
    }

    private void addKeys(int agency) throws IOException, GeneralSecurityException {
        String whose = " of agency " + (agency + 1);
        secrets.add(new KnownSecret.Octets("id" + whose, id(agency).bytes()));
        for (EpochKey key : vault.keyring().epochs(id(agency))) {
            try (key) {
                secrets.add(new KnownSecret.Octets(
                        "label key" + whose, key.labelKey().bytes()));
                secrets.add(
                        new KnownSecret.Octets("box key" + whose, key.boxKey().bytes()));
            }
        }
    }

    /// Labels of all cells that hold events of agencies, the thief's not among them: in a store they must be, in a
    /// log they must not.
    List<KnownSecret> labels() throws IOException {
        List<KnownSecret> labels = new ArrayList<>();
        for (int i = 0; i < clients.size(); i++) {
            SealedLog log = vault.log(id(i));
            for (EpochKey key : vault.keyring().epochs(id(i))) {
                try (key) {
                    for (long n = 0; n < log.head().cell(); n++) {
                        labels.add(new KnownSecret.Octets(
                                "label " + n + " of agency " + (i + 1),
                                label(key, n).bytes()));
                    }
                }
            }
        }
        return labels;
    }

    private void join(int agency) throws IOException {
        ids.put(agency, vault.keyring().newAgency());
    }

    private void append(int agency, boolean withPhoto) throws IOException {
        Client client = clients.get(agency);
        SealedLog log = vault.log(id(agency));
        byte[] event = client.event(events.merge(agency, 1, Integer::sum) - 1, random);
        if (!withPhoto) {
            promises.add(log.append(event));
            return;
        }
        byte[] photo = new byte[PHOTO];
        random.nextBytes(photo);
        secrets.add(new KnownSecret.Octets(
                "photo " + ++photos + " of agency " + (agency + 1),
                Arrays.copyOfRange(photo, PHOTO / 2, PHOTO / 2 + SLICE)));
        promises.add(vault.files().put(photo).thenCompose(ref -> log.append(withReference(event, ref))));
    }

    private static byte[] withReference(byte[] event, FileRef ref) {
        return ByteBuffer.allocate(event.length + FileRef.LENGTH)
                .put(event)
                .put(ref.bytes())
                .array();
    }

    /// Who the clients are, as the directory is told.
    List<Client> clients() {
        return List.copyOf(clients);
    }

    AgencyId id(int agency) {
        AgencyId id = ids.get(agency);
        if (id == null) throw new IllegalStateException("agency " + agency + " acts before it is a client");
        return id;
    }

    /// Label as `docs/design.md` writes it down: what a thief computes who holds an agency's key.
    private static Label label(EpochKey key, long n) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.labelKey().bytes(), "HmacSHA256"));
            byte[] message =
                    ByteBuffer.allocate(12).putInt(key.epoch()).putLong(n).array();
            return new Label(Arrays.copyOf(mac.doFinal(message), Label.LENGTH));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    /// Id of the thief's own agency; known after [#end()].
    Set<Label> insiderLabels() {
        return Set.copyOf(insiderLabels);
    }

    /// Everything that must not be found; complete after [#end()].
    List<KnownSecret> secrets() {
        return List.copyOf(secrets);
    }
}
