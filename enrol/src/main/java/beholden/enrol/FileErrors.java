package beholden.enrol;

import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// The JDK's file errors, which often carry a bare file name as their message, for people.
public final class FileErrors {
    private FileErrors() {}

    /// The file, the fact, and what to do where that is clear.
    public static String inWords(FileSystemException e) {
        String fact = switch (e) {
            case NoSuchFileException _ -> "there is no such file or folder";
            case AccessDeniedException _ -> "access is denied; look at its permissions";
            case FileAlreadyExistsException _ -> "exists already";
            case NotDirectoryException _ -> "is not a folder";
            case DirectoryNotEmptyException _ -> "is a folder that is not empty";
            default -> e.getReason();
        };
        return fact == null
                        || e.getFile() == null
                        || String.valueOf(e.getFile()).contains(": ")
                ? String.valueOf(e.getMessage())
                : e.getFile() + ": " + fact;
    }
}
