package beholden.enrol;

import beholden.ground.TypedText;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The files that an import is to look at, each once, folders before their parents' next file, in the order of
/// names.
///
/// Folders are walked without following links to other folders; hidden files and folders in them are left out, and
/// all that is left out is counted. Whether a file is a photo is told by its content, later.
public final class PhotoFiles implements PhotoList {
    private final Set<Path> files = new LinkedHashSet<>();
    private final Set<Path> roots = new LinkedHashSet<>();
    private final List<Unreadable> unreadable = new ArrayList<>();

    private final LinkRule links;
    private int hiddenFiles;
    private int hiddenFolders;
    private int linkedFolders;

    /// Counts of what was not looked at in the folders.
    ///
    /// @param linkedFolders links to folders
    public record LeftOut(int hiddenFiles, int hiddenFolders, int linkedFolders) {
        /// Whether there was anything.
        public boolean any() {
            return hiddenFiles + hiddenFolders + linkedFolders > 0;
        }
    }

    private PhotoFiles(LinkRule links) {
        this.links = links;
    }

    /// @throws FileSystemException if one of `named` is not there
    public static PhotoFiles of(List<Path> named, LinkRule links) throws IOException {
        PhotoFiles photos = new PhotoFiles(links);
        for (Path path : named) photos.add(path);
        return photos;
    }

    private void add(Path named) throws IOException {
        Path path = named.toAbsolutePath().normalize();
        if (Files.isRegularFile(path)) {
            files.add(path);
            roots.add(path.getParent());
        } else if (Files.isDirectory(path)) {
            roots.add(path);
            // A link that the user names is meant; links within are not followed to other folders.
            walk(path.toRealPath(), path);
        } else {
            throw Files.exists(path)
                    ? new FileSystemException(named.toString(), null, "neither a file nor a folder")
                    : new NoSuchFileException(named.toString());
        }
    }

    private void walk(Path real, Path asNamed) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(real, EnumSet.noneOf(FileVisitOption.class), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                if (!hidden(folder) || folder.equals(real)) return FileVisitResult.CONTINUE;
                hiddenFolders++;
                return FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isSymbolicLink() && Files.isDirectory(file)) {
                    linkedFolders++;
                } else if (hidden(file)) {
                    hiddenFiles++;
                } else if (Files.isRegularFile(file)) {
                    found.add(asNamed.resolve(real.relativize(file)));
                } else {
                    String fact = attributes.isSymbolicLink() ? "links to no file" : "is neither a file nor a folder";
                    unreadable.add(new Unreadable(file.toString(), file + ": " + fact));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                unreadable.add(new Unreadable(
                        file.toString(),
                        e instanceof FileSystemException f ? FileErrors.inWords(f) : file + ": " + e.getMessage()));
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(found);
        files.addAll(found);
    }

    private static boolean hidden(Path path) {
        return path.getFileName() != null && path.getFileName().toString().startsWith(".");
    }

    /// Absolute paths.
    @Override
    public Set<Path> files() {
        return Collections.unmodifiableSet(files);
    }

    /// Counts of what was not looked at in the folders.
    public LeftOut leftOut() {
        return new LeftOut(hiddenFiles, hiddenFolders, linkedFolders);
    }

    /// Folders that could not be read, and what is no file.
    @Override
    public List<Unreadable> unreadable() {
        return Collections.unmodifiableList(unreadable);
    }

    /// Named by its whole path, titled by the path below the folder that was named.
    @Override
    public PhotoFacts facts(Path file) {
        String relative = relative(file);
        return new PhotoFacts(file.toString(), TypedText.printable(relative), links.link(file, relative), null);
    }

    /// `file` seen from the folder that was named, with `/` between folders on every system.
    private String relative(Path file) {
        for (Path root : roots) {
            if (file.startsWith(root)) {
                return root.relativize(file)
                        .toString()
                        .replace(root.getFileSystem().getSeparator(), "/");
            }
        }
        return String.valueOf(file.getFileName());
    }
}
