package beholden.bench.faces;

import beholden.faces.Box;
import beholden.faces.Face;
import beholden.faces.FaceEngine;
import beholden.faces.photo.Photo;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/// A photo pasted into a canvas of 24 megapixels, where it fills a sixth of the area.
///
/// @param expected faces of the photo by itself
/// @param found    of these, how many are found in the canvas: a box that overlaps by half
/// @param beside   faces found in the canvas where the photo by itself has none
record LargeCanvas(int expected, int found, int beside) {
    private static final int WIDTH = 6000;
    private static final int HEIGHT = 4000;
    private static final double SHARE = 1 / 6.0;
    private static final float SAME_FACE = 0.5f;

    static LargeCanvas judge(FaceEngine engine, Photo photo) {
        double scale = Math.sqrt(SHARE * WIDTH * HEIGHT / ((double) photo.width() * photo.height()));
        int left = (int) (WIDTH - photo.width() * scale) / 2;
        int top = (int) (HEIGHT - photo.height() * scale) / 3;
        BufferedImage canvas = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D draw = canvas.createGraphics();
        draw.setColor(Color.GRAY);
        draw.fillRect(0, 0, WIDTH, HEIGHT);
        draw.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        draw.drawImage(photo.toImage(), left, top, (int) (photo.width() * scale), (int) (photo.height() * scale), null);
        draw.dispose();

        List<Face> alone = engine.faces(photo);
        List<Face> pasted = engine.faces(Photo.of(canvas));
        int found = 0;
        for (Face face : alone) {
            Box box = face.box();
            Box there = new Box(
                    (float) (box.left() * scale + left),
                    (float) (box.top() * scale + top),
                    (float) (box.right() * scale + left),
                    (float) (box.bottom() * scale + top));
            if (pasted.stream().anyMatch(p -> p.box().iou(there) >= SAME_FACE)) found++;
        }
        return new LargeCanvas(alone.size(), found, pasted.size() - found);
    }
}
