package beholden.faces.photo;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.color.ProfileDataException;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Conversion from the colours of an embedded ICC profile to sRGB through Java's colour management (Little CMS).
///
/// The tables of a profile are worked out once and kept for the next photo of the same camera. A profile that is
/// broken, or speaks of other channels than the photo has, is no profile: the photo is taken for sRGB, as browsers
/// do.
sealed interface ColorConversion
        permits ColorConversion.AsTheyAre, ColorConversion.GrayTable, MatrixConversion, ColorConversion.Managed {
    /// Levels of 255. Profiles of one and the same space differ in their last digits.
    int TOLERANCE = 2;

    /// The samples in sRGB; may overwrite those given.
    byte[] toSrgb(Samples samples);

    /// Tells whether this conversion and `other` give the same colours to the eye, by asking both for 17 × 17 × 17.
    default boolean agreesWith(ColorConversion other) {
        byte[] colors = new byte[3 * 17 * 17 * 17];
        for (int i = 0; i < colors.length / 3; i++) {
            colors[3 * i] = (byte) (i % 17 * 255 / 16);
            colors[3 * i + 1] = (byte) (i / 17 % 17 * 255 / 16);
            colors[3 * i + 2] = (byte) (i / 289 * 255 / 16);
        }
        byte[] ours = toSrgb(new Samples(17, 289, Channels.RGB, colors.clone()));
        byte[] theirs = other.toSrgb(new Samples(17, 289, Channels.RGB, colors.clone()));
        return IntStream.range(0, colors.length)
                .allMatch(i -> Math.abs((ours[i] & 0xff) - (theirs[i] & 0xff)) <= TOLERANCE);
    }

    /// The conversion for a photo of the given channels.
    static ColorConversion of(Optional<byte[]> profile, Channels channels) {
        if (profile.isEmpty()) {
            return new AsTheyAre();
        }
        // A copy as key: the caller's array is not ours to rely on.
        var key = new Known.Key(ByteBuffer.wrap(profile.get().clone()), channels);
        ColorConversion known = Known.CONVERSIONS.get(key);
        if (known == null) {
            known = prepare(profile.get(), channels);
            Known.CONVERSIONS.put(key, known);
        }
        return known;
    }

    private static ColorConversion prepare(byte[] bytes, Channels channels) {
        try {
            ICC_Profile profile = ICC_Profile.getInstance(bytes);
            if (profile.getColorSpaceType() != channels.colorSpaceType) {
                return new AsTheyAre();
            }
            var managed = new Managed(profile, channels);
            return switch (channels) {
                case RGB -> {
                    var asTheyAre = new AsTheyAre();
                    if (asTheyAre.agreesWith(managed)) {
                        yield asTheyAre;
                    }
                    Optional<MatrixConversion> matrix = MatrixConversion.like(managed);
                    yield matrix.isPresent() ? matrix.get() : managed;
                }
                case GRAY -> GrayTable.of(managed);
                case CMYK -> {
                    // A profile that cannot be used says so now, and not at the first photo.
                    managed.toSrgb(new Samples(1, 1, Channels.CMYK, new byte[4]));
                    yield managed;
                }
            };
        } catch (IllegalArgumentException | CMMException | ProfileDataException broken) {
            return new AsTheyAre();
        }
    }

    /// The conversions of the profiles last seen.
    final class Known {
        private static final int MOST = 32;

        record Key(ByteBuffer profile, Channels channels) {}

        static final Map<Key, ColorConversion> CONVERSIONS =
                Collections.synchronizedMap(new LinkedHashMap<>(MOST, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Key, ColorConversion> eldest) {
                        return size() > MOST;
                    }
                });

        private Known() {}
    }

    /// The conversion for photos without a profile, or with one that says sRGB: none.
    record AsTheyAre() implements ColorConversion {
        @Override
        public byte[] toSrgb(Samples samples) {
            return samples.toRgb();
        }
    }

    /// A grey profile is a table of 256 colours.
    record GrayTable(byte[] colors) implements ColorConversion {
        static GrayTable of(Managed conversion) {
            byte[] ramp = new byte[256];
            for (int i = 0; i < ramp.length; i++) {
                ramp[i] = (byte) i;
            }
            return new GrayTable(conversion.toSrgb(new Samples(256, 1, Channels.GRAY, ramp)));
        }

        @Override
        public byte[] toSrgb(Samples samples) {
            byte[] rgb = samples.toRgb();
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = colors[3 * (rgb[i] & 0xff) + i % 3];
            }
            return rgb;
        }
    }

    /// Colour by colour through Little CMS.
    record Managed(ICC_Profile profile, Channels channels) implements ColorConversion {
        private static final ICC_Profile SRGB = ICC_Profile.getInstance(ColorSpace.CS_sRGB);

        @Override
        public byte[] toSrgb(Samples samples) {
            byte[] rgb = channels == Channels.RGB ? samples.values() : new byte[3 * samples.width() * samples.height()];
            var conversion = new ColorConvertOp(new ICC_Profile[] {profile, SRGB}, null);
            conversion.filter(
                    raster(samples.values(), samples, channels.count), raster(rgb, samples, Channels.RGB.count));
            return rgb;
        }

        private static WritableRaster raster(byte[] values, Samples samples, int bands) {
            return Raster.createInterleavedRaster(
                    new DataBufferByte(values, values.length),
                    samples.width(),
                    samples.height(),
                    samples.width() * bands,
                    bands,
                    IntStream.range(0, bands).toArray(),
                    null);
        }
    }
}
