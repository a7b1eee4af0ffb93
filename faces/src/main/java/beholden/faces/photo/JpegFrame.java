package beholden.faces.photo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The frame of a JPEG (ITU-T T.81, B.2.2), and what of its picture the passes so far have brought.
final class JpegFrame {
    private static final int COEFFICIENTS = 64;
    private static final int NEVER = 255;

    private final int code;
    private final int[] ids;

    /// Lowest bit that was brought of each coefficient of each component.
    private final int[][] lowestBit;

    /// Where component numbers stand in the file.
    private final List<Mention> mentions = new ArrayList<>();

    final int width;
    final int height;

    /// A place where the number of a component stands.
    ///
    /// @param at        offset in the file
    /// @param component its place in the frame, from 0
    record Mention(int at, int component) {}

    /// Reads the frame whose segment has its body at `at`.
    ///
    /// @param code   of its marker
    /// @param length of the body
    JpegFrame(PhotoBytes file, int code, int at, int length) throws PhotoRefusedException {
        this.code = code;
        if (file.u8(at) != 8) {
            throw file.unsupported("a JPEG of %d bits a sample is not read".formatted(file.u8(at)));
        }
        height = file.u16be(at + 1);
        width = file.u16be(at + 3);
        int components = file.u8(at + 5);
        if (length != 6 + 3 * components) {
            throw file.corrupt("a frame of %d components in %d bytes".formatted(components, length));
        }
        ids = new int[components];
        lowestBit = new int[components][COEFFICIENTS];
        for (int i = 0; i < components; i++) {
            ids[i] = file.u8(at + 6 + 3 * i);
            mentions.add(new Mention(at + 6 + 3 * i, i));
            Arrays.fill(lowestBit[i], NEVER);
        }
    }

    List<Mention> mentions() {
        return List.copyOf(mentions);
    }

    int components() {
        return ids.length;
    }

    /// Whether every coefficient is brought at once, and not bit by bit.
    boolean sequential() {
        return code != 0xc2 && code != 0xca;
    }

    /// Whether the data is coded in arithmetic: its end cannot be told from the place where it was cut.
    boolean arithmetic() {
        return code >= 0xc9;
    }

    /// Takes notice of a pass whose segment has its body at `at`.
    void pass(PhotoBytes file, int at, int length) throws PhotoRefusedException {
        int count = file.u8(at);
        if (length != 4 + 2 * count) {
            throw file.corrupt("a pass of %d components in %d bytes".formatted(count, length));
        }
        int first = sequential() ? 0 : file.u8(at + 1 + 2 * count);
        int last = sequential() ? COEFFICIENTS - 1 : Math.min(COEFFICIENTS - 1, file.u8(at + 2 + 2 * count));
        int bit = sequential() ? 0 : file.u8(at + 3 + 2 * count) & 15;
        boolean[] taken = new boolean[ids.length];
        for (int i = 0; i < count; i++) {
            int id = file.u8(at + 1 + 2 * i);
            for (int component = 0; component < ids.length; component++) {
                // Some webcams give all components one id; libjpeg takes them in their order then.
                if (ids[component] == id && !taken[component]) {
                    taken[component] = true;
                    mentions.add(new Mention(at + 1 + 2 * i, component));
                    for (int k = first; k <= last; k++) lowestBit[component][k] = bit;
                    break;
                }
            }
        }
    }

    /// Whether nothing is left to bring.
    boolean complete() {
        return Arrays.stream(lowestBit).flatMapToInt(Arrays::stream).allMatch(bit -> bit == 0);
    }
}
