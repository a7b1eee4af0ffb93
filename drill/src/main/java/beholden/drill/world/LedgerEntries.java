package beholden.drill.world;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The entries of a stolen ledger in their order, read from its entry bundles (C2SP tlog-tiles).
final class LedgerEntries {
    private static final String PARTIAL = ".p";

    private LedgerEntries() {}

    /// @param ledger folder with `tile/entries/…`
    /// @return every entry with its index
    static Map<ByteBuffer, Long> read(Path ledger) throws IOException {
        Map<Long, List<ByteBuffer>> bundles = new HashMap<>();
        Path root = ledger.resolve("tile/entries");
        if (!Files.exists(root)) return Map.of();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                List<ByteBuffer> entries = bundle(file);
                // A partial bundle stays beside the fuller one that replaced it.
                bundles.merge(index(root.relativize(file)), entries, (a, b) -> a.size() > b.size() ? a : b);
            }
        }
        Map<ByteBuffer, Long> places = new HashMap<>();
        bundles.forEach((bundle, entries) -> {
            for (int i = 0; i < entries.size(); i++) places.put(entries.get(i), bundle * 256 + i);
        });
        return places;
    }

    /// `x001/x234/067` and `x001/x234/067.p/8` are number 1,234,067.
    private static long index(Path path) {
        long index = 0;
        for (Path part : path) {
            String name = part.toString();
            String digits = (name.endsWith(PARTIAL) ? name.substring(0, name.length() - PARTIAL.length()) : name)
                    .replaceFirst("^x", "");
            index = index * 1000 + Long.parseLong(digits);
            if (name.endsWith(PARTIAL)) break;
        }
        return index;
    }

    private static List<ByteBuffer> bundle(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
        List<ByteBuffer> entries = new ArrayList<>();
        while (in.hasRemaining()) {
            byte[] entry = new byte[Short.toUnsignedInt(in.getShort())];
            in.get(entry);
            entries.add(ByteBuffer.wrap(entry));
        }
        return entries;
    }
}
