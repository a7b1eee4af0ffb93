package beholden.gallery;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// A face as a Lucene document, and back.
///
/// | field | stored | indexed as |
/// | --- | --- | --- |
/// | `face`, `photo`, `source` | string | term |
/// | `box` | 4 × float32 big-endian: left, top, right, bottom | |
/// | `quality` | int | doc value |
/// | `measures` | 3 × float32 big-endian: eyes, tilt, evidence (NaN if there is none); absent if not kept | |
/// | `taken` | days since 1970-01-01; absent if unknown | doc value |
/// | `enrolled` | days since 1970-01-01; absent if unknown | doc value |
/// | `link`, `title` | string; absent if unknown | |
/// | `crop`, `thumbnail` | 32 bytes; absent if there is none | |
/// | `template` | | rotated vector, inner product |
final class FaceDocument {

    static final String FACE = "face";
    static final String PHOTO = "photo";
    static final String SOURCE = "source";
    static final String QUALITY = "quality";
    static final String TAKEN = "taken";
    static final String ENROLLED = "enrolled";
    static final String TEMPLATE = "template";

    private static final String BOX = "box";
    private static final String MEASURES = "measures";
    private static final String LINK = "link";
    private static final String TITLE = "title";
    private static final String CROP = "crop";
    private static final String THUMBNAIL = "thumbnail";
    private static final Set<String> PICTURES = Set.of(CROP, THUMBNAIL);

    private FaceDocument() {}

    static FieldType vectorType(int dimension) {
        return KnnFloatVectorField.createFieldType(dimension, VectorSimilarityFunction.DOT_PRODUCT);
    }

    static Document of(EnrolledFace face, float[] rotatedTemplate, FieldType vectorType) {
        Document document = new Document();
        document.add(new StringField(FACE, face.faceId(), Store.YES));
        document.add(new StringField(PHOTO, face.photoId(), Store.YES));
        document.add(new StringField(SOURCE, face.sourceId(), Store.YES));
        document.add(new StoredField(BOX, bytes(face.box())));
        document.add(new StoredField(QUALITY, face.quality()));
        document.add(new NumericDocValuesField(QUALITY, face.quality()));
        Measures measures = face.measures();
        if (measures != null) {
            document.add(new StoredField(MEASURES, bytes(measures)));
        }
        addDay(document, TAKEN, face.captureDate());
        addDay(document, ENROLLED, face.enrolled());
        URI link = face.link();
        if (link != null) {
            document.add(new StoredField(LINK, link.toString()));
        }
        if (!face.title().isEmpty()) {
            document.add(new StoredField(TITLE, face.title()));
        }
        addPicture(document, CROP, face.crop());
        addPicture(document, THUMBNAIL, face.thumbnail());
        document.add(new KnnFloatVectorField(TEMPLATE, rotatedTemplate, vectorType));
        return document;
    }

    static String readId(StoredFields stored, int doc) throws IOException {
        return stored.document(doc, Set.of(FACE)).get(FACE);
    }

    static EnrolledFace read(StoredFields stored, int doc) throws IOException {
        Document document = stored.document(doc);
        ByteBuffer box = ByteBuffer.wrap(document.getBinaryValue(BOX).bytes);
        String link = document.get(LINK);
        String title = document.get(TITLE);
        return new EnrolledFace(
                document.get(FACE),
                document.get(PHOTO),
                document.get(SOURCE),
                new Box(box.getFloat(), box.getFloat(), box.getFloat(), box.getFloat()),
                document.getField(QUALITY).numericValue().intValue(),
                measures(document.getBinaryValue(MEASURES)),
                day(document, TAKEN),
                day(document, ENROLLED),
                link == null ? null : URI.create(link),
                title == null ? "" : title,
                picture(document, CROP),
                picture(document, THUMBNAIL));
    }

    /// The ids of the pictures a face refers to: none, one or two.
    static List<String> readPictures(StoredFields stored, int doc) throws IOException {
        return stored.document(doc, PICTURES).getFields().stream()
                .map(field -> hex(field.binaryValue()))
                .toList();
    }

    private static byte[] bytes(Box box) {
        return ByteBuffer.allocate(4 * Float.BYTES)
                .putFloat(box.left())
                .putFloat(box.top())
                .putFloat(box.right())
                .putFloat(box.bottom())
                .array();
    }

    private static byte[] bytes(Measures measures) {
        Float evidence = measures.evidence();
        return ByteBuffer.allocate(3 * Float.BYTES)
                .putFloat(measures.eyes())
                .putFloat(measures.tilt())
                .putFloat(evidence == null ? Float.NaN : evidence)
                .array();
    }

    private static @Nullable Measures measures(@Nullable BytesRef stored) {
        if (stored == null) return null;
        ByteBuffer in = ByteBuffer.wrap(stored.bytes, stored.offset, stored.length);
        float eyes = in.getFloat();
        float tilt = in.getFloat();
        float evidence = in.getFloat();
        return new Measures(eyes, tilt, Float.isNaN(evidence) ? null : evidence);
    }

    private static void addPicture(Document document, String field, @Nullable String id) {
        if (id != null) {
            document.add(new StoredField(field, HexFormat.of().parseHex(id)));
        }
    }

    private static @Nullable String picture(Document document, String field) {
        BytesRef id = document.getBinaryValue(field);
        return id == null ? null : hex(id);
    }

    private static String hex(BytesRef bytes) {
        return HexFormat.of().formatHex(bytes.bytes, bytes.offset, bytes.offset + bytes.length);
    }

    private static void addDay(Document document, String field, @Nullable LocalDate day) {
        if (day != null) {
            document.add(new StoredField(field, day.toEpochDay()));
            document.add(new NumericDocValuesField(field, day.toEpochDay()));
        }
    }

    private static @Nullable LocalDate day(Document document, String field) {
        IndexableField stored = document.getField(field);
        return stored == null
                ? null
                : LocalDate.ofEpochDay(stored.numericValue().longValue());
    }
}
