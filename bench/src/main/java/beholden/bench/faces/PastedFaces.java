package beholden.bench.faces;

import beholden.faces.Box;
import beholden.faces.Face;
import beholden.faces.FaceEngine;
import beholden.faces.photo.Photo;
import beholden.faces.photo.PhotoDecoder;
import beholden.faces.photo.PhotoLimits;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/// Small faces in large photos: crops of different people, made so small that the face has a known size, and pasted
/// far apart into canvases of faint noise.
///
/// @param pasted faces that were pasted
/// @param found  of these, how many are found: a box that overlaps by two fifths
/// @param beside faces found where none was pasted
record PastedFaces(int pasted, int found, int beside) {
    /// Sides of the pasted faces in pixels, by [Box#side()].
    static final int[] SIDES = {32, 40, 48, 64};

    private static final int WIDTH = 1600;
    private static final int HEIGHT = 1200;

    /// Side of the square that a face lies in, anywhere: a crop of the largest fits with room to spare.
    private static final int CELL = 200;

    /// Side of the crop, and of the square it lies in, where it is large enough to tell the size of its face.
    private static final int LARGE = 160;

    private static final int NOISE = 5;
    private static final float SAME_FACE = 0.4f;

    /// A crop, and where its face lies in it.
    ///
    /// @param face in the crop's pixels
    record Cropped(Photo photo, Box face) {}

    /// Crops of different people in which the engine finds one face when they are large.
    static List<Cropped> crops(FaceEngine engine, Path lfw, int people) throws IOException {
        PhotoDecoder decoder = new PhotoDecoder(PhotoLimits.DEFAULT);
        List<Cropped> crops = new ArrayList<>();
        for (Path file : TurnedPhotos.onePerPerson(lfw, people)) {
            Photo crop = decoder.decode(file);
            List<Face> faces = engine.faces(Scene.pasted(crop, LARGE, 2, crops.size()));
            if (faces.size() != 1) continue;
            Box face = faces.getFirst().box();
            float scale = crop.width() / (float) LARGE;
            float corner = LARGE / 2f;
            crops.add(new Cropped(
                    crop,
                    new Box(
                            (face.left() - corner) * scale,
                            (face.top() - corner) * scale,
                            (face.right() - corner) * scale,
                            (face.bottom() - corner) * scale)));
        }
        return crops;
    }

    /// Pastes every crop once, as many to a canvas as it has room for.
    ///
    /// @param side pixels of each face
    static PastedFaces judge(FaceEngine engine, List<Cropped> crops, int side, Consumer<String> progress) {
        int room = (WIDTH / CELL) * (HEIGHT / CELL);
        PastedFaces sum = new PastedFaces(0, 0, 0);
        for (int from = 0; from < crops.size(); from += room) {
            progress.accept("faces of %d pixels, %d of %d".formatted(side, from, crops.size()));
            List<Cropped> some = crops.subList(from, Math.min(from + room, crops.size()));
            sum = sum.plus(judge(engine, some, side, new Random(31L * side + from)));
        }
        return sum;
    }

    private static PastedFaces judge(FaceEngine engine, List<Cropped> crops, int side, Random random) {
        BufferedImage canvas =
                Scene.noise(WIDTH, HEIGHT, NOISE, random.nextLong()).toImage();
        Graphics2D draw = canvas.createGraphics();
        draw.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        List<Box> there = new ArrayList<>();
        for (int i = 0; i < crops.size(); i++) {
            Cropped crop = crops.get(i);
            int width = Math.round(crop.photo().width() * side / crop.face().side());
            int height = Math.round(crop.photo().height() * side / crop.face().side());
            int left = i % (WIDTH / CELL) * CELL + random.nextInt(CELL - width);
            int top = i / (WIDTH / CELL) * CELL + random.nextInt(CELL - height);
            draw.drawImage(halved(crop.photo(), 2 * width).toImage(), left, top, width, height, null);
            float scale = side / crop.face().side();
            there.add(new Box(
                    left + crop.face().left() * scale,
                    top + crop.face().top() * scale,
                    left + crop.face().right() * scale,
                    top + crop.face().bottom() * scale));
        }
        draw.dispose();
        List<Face> faces = engine.faces(Photo.of(canvas));
        int found = 0;
        for (Box box : there) {
            if (faces.stream().anyMatch(f -> f.box().iou(box) >= SAME_FACE)) found++;
        }
        return new PastedFaces(crops.size(), found, faces.size() - found);
    }

    /// `photo` halved until it is less than `most` pixels wide, so that no detail is skipped when it is made smaller.
    private static Photo halved(Photo photo, int most) {
        Photo halved = photo;
        while (halved.width() >= most) {
            int width = halved.width() / 2;
            int height = halved.height() / 2;
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D draw = image.createGraphics();
            draw.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            draw.drawImage(halved.toImage(), 0, 0, width, height, null);
            draw.dispose();
            halved = Photo.of(image);
        }
        return halved;
    }

    private PastedFaces plus(PastedFaces other) {
        return new PastedFaces(pasted + other.pasted, found + other.found, beside + other.beside);
    }
}
