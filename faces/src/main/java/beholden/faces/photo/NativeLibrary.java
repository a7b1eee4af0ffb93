package beholden.faces.photo;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// A C library of the system, which may not be there.
final class NativeLibrary {
    private final String complaint;
    private final Optional<SymbolLookup> found;

    /// @param purpose      use of the library, in a person's words
    /// @param file         its name with the version of its binary interface, which is what is relied on
    /// @param installation command to type where it is missing
    NativeLibrary(String purpose, String file, String installation) {
        this.complaint = "%s %s is not installed: %s".formatted(purpose, file, installation);
        this.found = find(file);
    }

    private static Optional<SymbolLookup> find(String file) {
        try {
            return Optional.of(SymbolLookup.libraryLookup(file, Arena.global()));
        } catch (IllegalArgumentException missing) {
            return Optional.empty();
        }
    }

    /// @throws IllegalStateException if the library is not there; the message says how to install it
    void requireInstalled() {
        if (found.isEmpty()) {
            throw new IllegalStateException(complaint);
        }
    }

    MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        requireInstalled();
        return Linker.nativeLinker()
                .downcallHandle(found.orElseThrow().findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }
}
