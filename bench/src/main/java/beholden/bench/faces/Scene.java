package beholden.bench.faces;

import beholden.faces.Box;
import beholden.faces.photo.Photo;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.geom.QuadCurve2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Pictures without a face, drawn from a seed: the things that detectors take for faces.
enum Scene {
    /// Shaded stones of one size with dark grains.
    PEBBLES,
    /// Blades over dark ground.
    GRASS,
    /// Lines of letters of many sizes.
    LETTERING,
    /// Soft spots of colour, as what lies far behind a sharp person.
    BLURRED_SPOTS,
    /// Noise of all scales, as clouds, bark or plaster.
    CLOUDS;

    private static final int WIDTH = 1200;
    private static final int HEIGHT = 900;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789oOeEaaB8&@ ..:;";
    private static final List<String> FONTS = List.of(Font.SERIF, Font.SANS_SERIF, Font.MONOSPACED);

    /// A picture of 1200 × 900 pixels.
    Photo draw(long seed) {
        Random random = new Random(31 * seed + ordinal());
        if (this == CLOUDS) return clouds(random);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D draw = image.createGraphics();
        draw.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        switch (this) {
            case PEBBLES -> pebbles(draw, random);
            case GRASS -> grass(draw, random);
            case LETTERING -> lettering(draw, random);
            default -> spots(draw, random);
        }
        draw.dispose();
        return grained(Photo.of(image), random, 8);
    }

    private static void pebbles(Graphics2D draw, Random random) {
        fill(draw, new Color(60, 55, 50));
        double size = 30 + random.nextInt(120);
        int count = (int) (4.0 * WIDTH * HEIGHT / (size * size));
        for (int i = 0; i < count; i++) {
            double width = size * (0.5 + random.nextDouble());
            double height = width * (0.5 + 0.5 * random.nextDouble());
            int light = 90 + random.nextInt(120);
            int warmth = random.nextInt(40);
            AffineTransform before = draw.getTransform();
            draw.translate(random.nextInt(WIDTH), random.nextInt(HEIGHT));
            draw.rotate(random.nextDouble(Math.PI));
            draw.setPaint(new RadialGradientPaint(
                    new Point2D.Double(-0.15 * width, -0.2 * height),
                    (float) (0.75 * width),
                    new float[] {0f, 0.7f, 1f},
                    new Color[] {stone(light + 40, warmth), stone(light, warmth), stone(light - 60, warmth)}));
            draw.fill(new Ellipse2D.Double(-width / 2, -height / 2, width, height));
            for (int grain = 0; grain < 40; grain++) {
                draw.setColor(stone(light - 20 - random.nextInt(60), warmth));
                double side = width * (0.01 + 0.03 * random.nextDouble());
                double x = (random.nextDouble() - 0.5) * 0.65 * width;
                double y = (random.nextDouble() - 0.5) * 0.65 * height;
                draw.fill(new Ellipse2D.Double(x, y, side, side));
            }
            draw.setTransform(before);
        }
    }

    private static Color stone(int light, int warmth) {
        int value = Math.clamp(light, 0, 255 - warmth);
        return new Color(value + warmth, value + warmth / 2, value);
    }

    private static void grass(Graphics2D draw, Random random) {
        fill(draw, new Color(30, 50, 20));
        for (int i = 0; i < 9000; i++) {
            double x = random.nextInt(WIDTH);
            double y = random.nextInt(HEIGHT + 80);
            double length = 20 + random.nextInt(90);
            double lean = (random.nextDouble() - 0.5) * length;
            draw.setColor(new Color(40 + random.nextInt(120), 80 + random.nextInt(150), 20 + random.nextInt(60)));
            draw.setStroke(new BasicStroke(1 + 4 * random.nextFloat()));
            draw.draw(new QuadCurve2D.Double(x, y, x, y - 0.6 * length, x + lean, y - length));
        }
    }

    private static void lettering(Graphics2D draw, Random random) {
        boolean light = random.nextBoolean();
        fill(draw, light ? new Color(240, 236, 225) : new Color(40, 44, 60));
        for (int y = 0; y < HEIGHT; ) {
            int size = 14 + random.nextInt(120);
            y += size;
            draw.setFont(new Font(FONTS.get(random.nextInt(FONTS.size())), random.nextInt(3), size));
            int value = light ? random.nextInt(100) : 160 + random.nextInt(95);
            draw.setColor(new Color(value, value, value));
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < 90; i++) line.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            draw.drawString(line.toString(), -random.nextInt(40), y);
        }
    }

    private static void spots(Graphics2D draw, Random random) {
        fill(draw, new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256)));
        for (int i = 0; i < 400; i++) {
            double side = 20 + random.nextInt(250);
            double x = random.nextInt(WIDTH);
            double y = random.nextInt(HEIGHT);
            Color inside = new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256), 200);
            Color edge = new Color(inside.getRed(), inside.getGreen(), inside.getBlue(), 0);
            draw.setPaint(new RadialGradientPaint(
                    new Point2D.Double(x, y), (float) (side / 2), new float[] {0f, 1f}, new Color[] {inside, edge}));
            draw.fill(new Ellipse2D.Double(x - side / 2, y - 0.4 * side, side, 0.8 * side));
        }
    }

    private static void fill(Graphics2D draw, Color color) {
        draw.setColor(color);
        draw.fillRect(0, 0, WIDTH, HEIGHT);
    }

    /// Smooth noise of cells from 4 to 256 pixels, the coarser the stronger.
    private static Photo clouds(Random random) {
        float[] light = new float[WIDTH * HEIGHT];
        for (int cell = 4; cell <= 256; cell *= 2) {
            int columns = WIDTH / cell + 2;
            float[] knots = new float[columns * (HEIGHT / cell + 2)];
            for (int i = 0; i < knots.length; i++) knots[i] = random.nextFloat() - 0.5f;
            float strength = (float) (3.2 * Math.pow(cell, 0.7));
            for (int y = 0, at = 0; y < HEIGHT; y++) {
                float down = smooth(y % cell / (float) cell);
                for (int x = 0; x < WIDTH; x++, at++) {
                    float right = smooth(x % cell / (float) cell);
                    int knot = y / cell * columns + x / cell;
                    float upper = knots[knot] * (1 - right) + knots[knot + 1] * right;
                    float lower = knots[knot + columns] * (1 - right) + knots[knot + columns + 1] * right;
                    light[at] += strength * (upper * (1 - down) + lower * down);
                }
            }
        }
        int red = random.nextInt(50) - 10;
        int blue = random.nextInt(60) - 30;
        byte[] rgb = new byte[3 * light.length];
        for (int i = 0; i < light.length; i++) {
            int value = 120 + Math.round(light[i]);
            rgb[3 * i] = (byte) Math.clamp(value + red, 0, 255);
            rgb[3 * i + 1] = (byte) Math.clamp(value, 0, 255);
            rgb[3 * i + 2] = (byte) Math.clamp(value + blue, 0, 255);
        }
        return Photo.of(WIDTH, HEIGHT, rgb);
    }

    private static float smooth(float part) {
        return part * part * (3 - 2 * part);
    }

    /// `photo` with the noise of a camera.
    private static Photo grained(Photo photo, Random random, double strength) {
        byte[] rgb = photo.rgb().clone();
        for (int i = 0; i < rgb.length; i += 3) {
            int noise = (int) Math.round(strength * random.nextGaussian());
            for (int c = 0; c < 3; c++) rgb[i + c] = (byte) Math.clamp((rgb[i + c] & 0xff) + noise, 0, 255);
        }
        return Photo.of(photo.width(), photo.height(), rgb);
    }

    /// `photo` without its faces: each is a grey patch, and so is what lies around it.
    static Photo withoutFaces(Photo photo, List<Box> faces) {
        BufferedImage image =
                Photo.of(photo.width(), photo.height(), photo.rgb().clone()).toImage();
        Graphics2D draw = image.createGraphics();
        draw.setColor(Color.GRAY);
        for (Box face : faces) {
            Box cut = face.grownBy(0.35f);
            draw.fillRect((int) cut.left(), (int) cut.top(), (int) cut.width(), (int) cut.height());
        }
        draw.dispose();
        return Photo.of(image);
    }

    /// Grey with the noise of a camera.
    static Photo noise(int width, int height, double strength, long seed) {
        byte[] grey = new byte[3 * width * height];
        Arrays.fill(grey, (byte) 120);
        return grained(Photo.of(width, height, grey), new Random(seed), strength);
    }

    /// `crop` made `side` pixels large, in the middle of a square of faint noise of `squares` crops a side.
    static Photo pasted(Photo crop, int side, int squares, long seed) {
        int whole = side * squares;
        BufferedImage image = noise(whole, whole, 5, seed).toImage();
        Graphics2D draw = image.createGraphics();
        draw.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        int corner = (whole - side) / 2;
        draw.drawImage(crop.toImage(), corner, corner, side, side, null);
        draw.dispose();
        return Photo.of(image);
    }
}
