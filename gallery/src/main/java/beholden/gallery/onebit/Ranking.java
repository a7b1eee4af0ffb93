package beholden.gallery.onebit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The best of the vectors scored so far: by score, equal ones by the name of their document, then by its number.
///
/// For one thread.
final class Ranking {

    private final int limit;
    private final DocumentNames names;
    private final List<Ranked> ranked = new ArrayList<>();

    /// @param limit  how many are kept, 1 or more
    Ranking(int limit, DocumentNames names) {
        this.limit = limit;
        this.names = names;
    }

    /// Score below which a vector is not among the best.
    float least() {
        return ranked.size() < limit
                ? Float.NEGATIVE_INFINITY
                : ranked.getLast().face.score();
    }

    void offer(ScoredFace face) throws IOException {
        if (face.score() < least()) return;
        Ranked offered = new Ranked(face);
        int low = 0;
        int high = ranked.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (offered.isBefore(ranked.get(middle))) high = middle;
            else low = middle + 1;
        }
        ranked.add(low, offered);
        if (ranked.size() > limit) ranked.removeLast();
    }

    /// Best first.
    List<ScoredFace> faces() {
        return ranked.stream().map(r -> r.face).toList();
    }

    private final class Ranked {
        private final ScoredFace face;
        private @Nullable String name;

        Ranked(ScoredFace face) {
            this.face = face;
        }

        boolean isBefore(Ranked other) throws IOException {
            if (face.score() != other.face.score()) return face.score() > other.face.score();
            int byName = name().compareTo(other.name());
            return byName != 0 ? byName < 0 : face.doc() < other.face.doc();
        }

        private String name() throws IOException {
            if (name == null) name = names.of(face.doc());
            return name;
        }
    }
}
