package beholden.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A disk whose power fails at a chosen step; then whatever was not synced is there, torn, or not, as chance
/// has it.
final class ForgetfulDisk implements Disk {
    /// The power failed.
    static final class PowerFailure extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /// A file's content whatever its name, as an inode is.
    private static final class Content {
        private byte[] now = new byte[0];
        private byte @Nullable [] synced;
    }

    private final Map<Path, Content> names = new HashMap<>();
    private final Map<Path, Content> durableNames = new HashMap<>();
    private final List<byte[]> published = new ArrayList<>();
    private int stepsLeft;

    /// @param folder what is in it now is durable
    ForgetfulDisk(Path folder, int steps) throws IOException {
        stepsLeft = steps;
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Content content = new Content();
                content.now = Files.readAllBytes(file);
                content.synced = content.now;
                names.put(file, content);
                durableNames.put(file, content);
            }
        }
    }

    /// Every checkpoint that anybody could have read.
    List<byte[]> published() {
        return published;
    }

    /// The process was killed and another one goes on: nothing is lost yet, and nothing more is durable.
    void restart(int steps) {
        stepsLeft = steps;
    }

    /// Leaves in the folder what a power failure now could leave.
    void fail(Random random) throws IOException {
        Set<Path> files = new HashSet<>(names.keySet());
        files.addAll(durableNames.keySet());
        for (Path file : files.stream().sorted().toList()) {
            Content content = random.nextBoolean() ? names.get(file) : durableNames.get(file);
            if (content == null) {
                Files.deleteIfExists(file);
            } else {
                Files.createDirectories(file.resolveSibling(""));
                Files.write(file, remains(content, random));
            }
        }
    }

    private static byte[] remains(Content content, Random random) {
        byte[] synced = content.synced == null ? new byte[0] : content.synced;
        int shorter = Math.min(synced.length, content.now.length);
        boolean appended = Arrays.equals(synced, 0, shorter, content.now, 0, shorter);
        int least = appended ? shorter : 0;
        return switch (random.nextInt(3)) {
            case 0 -> content.now;
            case 1 -> synced;
            default -> Arrays.copyOf(content.now, least + random.nextInt(content.now.length - least + 1));
        };
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        step();
        names.computeIfAbsent(file, unused -> new Content()).now = content.clone();
        REAL.write(file, content);
    }

    @Override
    public void append(Path file, byte[] content) throws IOException {
        step();
        Content appended = known(file);
        byte[] all = Arrays.copyOf(appended.now, appended.now.length + content.length);
        System.arraycopy(content, 0, all, appended.now.length, content.length);
        appended.now = all;
        REAL.append(file, content);
    }

    @Override
    public void sync(Path file) throws IOException {
        step();
        Content content = known(file);
        content.synced = content.now;
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        step();
        durableNames
                .keySet()
                .removeIf(file -> file.startsWith(folder)
                        && !names.containsKey(file)
                        && (folder.equals(file.getParent()) || !Files.exists(file.resolveSibling(""))));
        names.forEach((file, content) -> {
            if (folder.equals(file.getParent())) {
                durableNames.put(file, content);
            }
        });
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step();
        Content content = known(from);
        names.remove(from);
        names.put(to, content);
        REAL.rename(from, to);
        if (to.endsWith(LedgerFiles.CHECKPOINT)) {
            published.add(content.now);
        }
    }

    @Override
    public void delete(Path file) throws IOException {
        step();
        names.remove(file);
        REAL.delete(file);
    }

    @Override
    public void createFolders(Path folder) throws IOException {
        REAL.createFolders(folder);
    }

    @Override
    public void deleteFolder(Path folder) throws IOException {
        step();
        names.keySet().removeIf(file -> file.startsWith(folder));
        REAL.deleteFolder(folder);
    }

    private Content known(Path file) {
        Content content = names.get(file);
        if (content == null) {
            throw new IllegalStateException(file + ": never written");
        }
        return content;
    }

    private void step() throws PowerFailure {
        if (stepsLeft-- <= 0) {
            throw new PowerFailure();
        }
    }
}
