package beholden.gallery.onebit;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/// Says which documents of each segment may become candidates. Deleted documents never do, whatever the filter
/// says.
@FunctionalInterface
public interface LeafFilter {

    /// Every live document.
    LeafFilter ALL = _ -> null;

    /// The admitted documents of one segment, by document number within the segment; null admits all of them.
    ///
    /// A `FixedBitSet` is the fastest answer. It is read, not changed, by several threads.
    @Nullable
    Bits admitted(LeafReaderContext leaf) throws IOException;
}
