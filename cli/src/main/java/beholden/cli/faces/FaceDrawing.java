package beholden.cli.faces;

import beholden.faces.Box;
import beholden.faces.Face;
import beholden.faces.Point;
import beholden.faces.photo.Photo;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/// A photo with its faces framed and numbered from left to right, and the points of their alignment.
final class FaceDrawing {
    private static final Color FRAME = new Color(0xFFB000);
    private static final Color LABEL = new Color(0x1B1B1B);

    private FaceDrawing() {}

    static void write(Photo photo, List<Face> faces, Path png) throws IOException {
        BufferedImage image = new BufferedImage(photo.heldWidth(), photo.heldHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.drawImage(photo.toImage(), 0, 0, null);
        double scale = Math.scalb(1.0, -photo.halvings());
        pen.scale(scale, scale);
        int number = 0;
        for (Face face : faces) draw(pen, ++number, face);
        pen.dispose();
        ImageIO.setUseCache(false);
        // Through bytes of our own: ImageIO swallows the reason when a file cannot be written.
        try (var out = Files.newOutputStream(png)) {
            ImageIO.write(image, "png", out);
        }
    }

    private static void draw(Graphics2D pen, int number, Face face) {
        Box box = face.box();
        float line = Math.max(1.5f, box.side() / 50);
        pen.setStroke(new BasicStroke(line));
        pen.setColor(FRAME);
        pen.draw(new Rectangle2D.Float(box.left(), box.top(), box.width(), box.height()));
        for (Point point : face.landmarks().points()) {
            pen.fill(new Ellipse2D.Float(point.x() - line, point.y() - line, 2 * line, 2 * line));
        }
        pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, Math.max(11, Math.round(box.side() / 6))));
        String text = " " + number + " ";
        Rectangle2D size = pen.getFontMetrics().getStringBounds(text, pen);
        pen.fill(new Rectangle2D.Double(box.left(), box.top(), size.getWidth(), size.getHeight()));
        pen.setColor(LABEL);
        pen.drawString(text, box.left(), box.top() + pen.getFontMetrics().getAscent());
    }
}
