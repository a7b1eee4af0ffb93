package beholden.faces.photo;

import beholden.faces.photo.TurboJpeg.Decoded;
import beholden.faces.photo.TurboJpeg.Stray;
import java.util.List;
import java.util.Optional;

/// Takes stray bytes out from between the passes of a JPEG.
///
/// The decoder tells how many bytes it had no use for, not where, and nothing of what follows; so each place where
/// they may be is tried, until nothing is wrong with the picture.
final class StrayBytes {
    private static final int MOST_TRIES = 64;

    private final JpegFile jpeg;
    private final TurboJpeg.Size size;
    private long work;
    private int tries;

    /// @param size to decode at
    StrayBytes(JpegFile jpeg, TurboJpeg.Size size) {
        this.jpeg = jpeg;
        this.size = size;
        this.work = jpeg.work();
    }

    Samples without(JpegStream stream, Decoded decoded) throws PhotoRefusedException {
        return without(stream, 0, decoded).orElseThrow(() -> jpeg.file().corrupt("stray bytes between its passes"));
    }

    /// @param from first pass behind which there may be stray bytes
    private Optional<Samples> without(JpegStream stream, int from, Decoded decoded) throws PhotoRefusedException {
        if (decoded.stray().isEmpty()) {
            return Optional.of(decoded.samples());
        }
        Stray stray = decoded.stray().get();
        List<Integer> ends = stream.dataEnds();
        for (int i = from; i < ends.size() - 1; i++) {
            int end = ends.get(i);
            int start = i == 0 ? 0 : ends.get(i - 1);
            if (jpeg.file().u8(end + 1) != stray.marker() || stray.bytes() >= end - start) {
                continue;
            }
            if (++tries > MOST_TRIES) {
                return Optional.empty();
            }
            work += jpeg.work();
            JpegFile.checkWork(jpeg.file(), work);
            JpegStream rest = stream.without(jpeg.file(), (int) stray.bytes(), end);
            Optional<Decoded> tried = TurboJpeg.tryToDecode(jpeg.file(), rest, size);
            Optional<Samples> samples = tried.isEmpty() ? Optional.empty() : without(rest, i + 1, tried.get());
            if (samples.isPresent()) {
                return samples;
            }
        }
        return Optional.empty();
    }
}
