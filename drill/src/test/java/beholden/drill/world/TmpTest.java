package beholden.drill.world;

import beholden.drill.statistic.*;
import beholden.vault.VaultParts;
import java.nio.file.*;
import java.util.*;
import org.junit.jupiter.api.Test;

class TmpTest {
    @Test
    void run() throws Exception {
        Path work = Files.createTempDirectory(Path.of("/dev/shm"), "drill");
        try (PostgresServer server = PostgresServer.start(work.resolve("pg"), Victim.BOX)) {
            for (PostgresServer s : new PostgresServer[] {server}) {
                Map<String, List<SequencedMap<String, Double>>> all = new LinkedHashMap<>();
                for (World w : List.of(World.UNEVEN, World.OTHERS.get(2))) {
                    List<SequencedMap<String, Double>> runs = new ArrayList<>();
                    long t = System.nanoTime();
                    for (int i = 0; i < 10; i++) {
                        WorldRun r = WorldRun.of(
                                w, new Victim(work.resolve("v" + i), s, "db" + i), VaultParts.standard(), i);
                        runs.add(r.features());
                        if (i == 0) r.log().forEach(System.out::println);
                    }
                    System.out.println(w + " ms per run " + (System.nanoTime() - t) / 10_000_000);
                    all.put(w.title(), runs);
                }
                var it = all.values().iterator();
                Comparison c = Comparison.of(Runs.of(it.next()), Runs.of(it.next()), 0.001, 1);
                c.features().stream()
                        .filter(f -> !f.name().matches("(ledger|pending|chunks|keys|vault|others).*"))
                        .forEach(f -> System.out.println(f));
                System.out.println(c.auc());
            }
        } finally {
            Folders.remove(work);
        }
    }
}
