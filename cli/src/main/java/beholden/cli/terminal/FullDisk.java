package beholden.cli.terminal;

import beholden.cli.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/// Says which disk is full, since the JDK's own "No space left on device" names no file.
final class FullDisk {
    /// Words of the JDK, and of SQLite, for a disk or a user's share of it that is full.
    private static final Pattern WORDS =
            Pattern.compile("No space left on device|Disk quota exceeded|database or disk is full");

    /// Bytes below which a disk counts as full: file systems keep a little back.
    private static final long NEXT_TO_NOTHING = 1 << 20;

    private static final String NO_SPACE = ": no space is left on this disk";
    private static final String ADVICE = "; free some, or name a place on another disk, and run the command again";

    private FullDisk() {}

    /// A sentence about the failure of a command for want of space; null where it failed for another reason.
    static @Nullable String inWords(Throwable failure, ParseResult parsed) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (!WORDS.matcher(String.valueOf(at.getMessage())).find()) continue;
            if (at instanceof FileSystemException named && named.getFile() != null) {
                return named.getFile() + NO_SPACE + ADVICE;
            }
            return whereOf(places(parsed), NEXT_TO_NOTHING);
        }
        return null;
    }

    /// A sentence about the disks of places that have fewer bytes left than `least`, or about all where none has.
    static String whereOf(Stream<Path> places, long least) {
        Map<FileStore, Path> disks = new LinkedHashMap<>();
        places.map(FullDisk::existing).forEach(place -> disks.putIfAbsent(store(place), place));
        String full = disks.entrySet().stream()
                .filter(disk -> left(disk.getKey()) < least)
                .map(disk -> disk.getValue().toString())
                .collect(Collectors.joining(", "));
        if (!full.isEmpty()) return full + NO_SPACE + ADVICE;
        return "no space is left on one of these disks: "
                + disks.entrySet().stream()
                        .map(disk -> "%s (%,d MB left)".formatted(disk.getValue(), left(disk.getKey()) >> 20))
                        .collect(Collectors.joining(", "))
                + ADVICE;
    }

    /// Places in which a command may write: those its arguments name, its home folder, the working folder and the
    /// temporary one.
    private static Stream<Path> places(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) last = last.subcommand();
        return Stream.concat(
                last.matchedArgs().stream()
                        .filter(argument -> argument.auxiliaryTypes()[0] == Path.class)
                        .flatMap(argument -> argument.originalStringValues().stream())
                        .map(Path::of),
                Stream.of(Home.find().folder(), Path.of(""), Path.of(System.getProperty("java.io.tmpdir"))));
    }

    private static Path existing(Path place) {
        Path at = place.toAbsolutePath().normalize();
        while (!Files.exists(at) && at.getParent() != null) at = at.getParent();
        return at;
    }

    private static FileStore store(Path place) {
        try {
            return Files.getFileStore(place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long left(FileStore disk) {
        try {
            return disk.getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
