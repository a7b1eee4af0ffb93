package beholden.gallery;

import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;

/// People who do not exist: templates with known scores, and the facts around them.
final class People {

    static final String PACK = "synthetic-1.0@00ff";
    static final int DIMENSION = 128;

    private People() {}

    /// Photo number `photo` of a person. Photos of one person score about 0.6 with each other, others about 0.
    static Template template(int person, int photo) {
        float[] direction = gaussian(1_000_003L * person);
        float[] noise = gaussian(1_000_003L * person + photo + 1);
        float[] values = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            values[i] = (float) (Math.sqrt(0.6) * direction[i] + Math.sqrt(0.4) * noise[i]);
        }
        return new Template(PACK, unit(values));
    }

    /// A template with exactly this score to another, up to float precision.
    static Template atScore(Template other, double score, long seed) {
        float[] from = other.values();
        float[] across = gaussian(seed);
        double along = 0;
        for (int i = 0; i < from.length; i++) {
            along += from[i] * across[i];
        }
        for (int i = 0; i < from.length; i++) {
            across[i] -= (float) along * from[i];
        }
        float[] orthogonal = unit(across);
        float[] values = new float[from.length];
        for (int i = 0; i < from.length; i++) {
            values[i] = (float) (score * from[i] + Math.sqrt(1 - score * score) * orthogonal[i]);
        }
        return new Template(other.pack(), unit(values));
    }

    /// A face of a person: photo `p3-1` of source `street`, and so on.
    static Enrolment enrolment(int person, int photo) {
        return new Enrolment(face(person, photo), template(person, photo));
    }

    static EnrolledFace face(int person, int photo) {
        String photoId = "p" + person + "-" + photo;
        return EnrolledFace.of(photoId + "#0", photoId, person % 2 == 0 ? "street" : "archive", box(), 40 + photo * 10)
                .withCaptureDate(LocalDate.of(2020 + photo, 6, 15))
                .withLink(URI.create("https://photos.example/" + photoId))
                .withTitle("Person " + person + ", photo " + photo);
    }

    /// `persons` × `photos` faces.
    static List<Enrolment> crowd(int persons, int photos) {
        List<Enrolment> crowd = new ArrayList<>();
        for (int person = 0; person < persons; person++) {
            for (int photo = 0; photo < photos; photo++) {
                crowd.add(enrolment(person, photo));
            }
        }
        return crowd;
    }

    /// A change that enrols these faces.
    static Change enrolling(Collection<Enrolment> faces) {
        return new Change.Builder().enrol(faces).build();
    }

    static Change enrolling(Enrolment... faces) {
        return enrolling(List.of(faces));
    }

    static Box box() {
        return new Box(10, 20, 110, 140);
    }

    static GalleryKey key(int number) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) number;
        return GalleryKey.of(bytes);
    }

    static double score(Template a, Template b) {
        double sum = 0;
        for (int i = 0; i < a.dimension(); i++) {
            sum += (double) a.values()[i] * b.values()[i];
        }
        return sum;
    }

    static float[] unit(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += value * value;
        }
        float[] unit = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            unit[i] = (float) (values[i] / Math.sqrt(squares));
        }
        return unit;
    }

    static float[] gaussian(long seed) {
        return gaussian(seed, DIMENSION);
    }

    /// A random direction of unit length.
    static float[] gaussian(long seed, int dimension) {
        Random random = new Random(seed);
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return unit(values);
    }
}
