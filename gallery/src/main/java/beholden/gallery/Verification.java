package beholden.gallery;

import java.util.List;

/// The outcome of reading a whole gallery and checking it.
///
/// @param faces    checked
/// @param pictures read and compared with their ids, once for each face that refers to them
/// @param problems what is wrong, a sentence each with the file it is in; empty if nothing is
public record Verification(long faces, long pictures, List<String> problems) {

    public Verification {
        problems = List.copyOf(problems);
    }

    public boolean sound() {
        return problems.isEmpty();
    }
}
