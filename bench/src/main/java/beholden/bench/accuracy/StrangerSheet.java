package beholden.bench.accuracy;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/// A picture of pairs of photos under different names, for a person who looks whether they are different people.
final class StrangerSheet {
    private static final int CROP = 112;
    private static final int GAP = 16;
    private static final int CELL = 2 * CROP + GAP;
    private static final int LINE = 15;
    private static final int ROW = CROP + 3 * LINE + GAP;
    private static final int COLUMNS = 5;

    private StrangerSheet() {}

    /// @param pairs in reading order
    /// @param png   overwritten if it is there
    /// @return `png` itself
    static Path write(List<AllPairs.Strangers> pairs, List<LfwCrops.Crop> crops, Path png) throws IOException {
        int rows = (pairs.size() + COLUMNS - 1) / COLUMNS;
        BufferedImage sheet = new BufferedImage(COLUMNS * CELL + GAP, rows * ROW + GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = sheet.createGraphics();
        try {
            pen.setColor(Color.WHITE);
            pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
            pen.setColor(Color.BLACK);
            pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
            pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            for (int i = 0; i < pairs.size(); i++) {
                int left = GAP + i % COLUMNS * CELL;
                int top = GAP + i / COLUMNS * ROW;
                AllPairs.Strangers pair = pairs.get(i);
                Path first = crops.get(pair.first()).file();
                Path second = crops.get(pair.second()).file();
                pen.drawImage(ImageIO.read(first.toFile()), left, top, CROP, CROP, null);
                pen.drawImage(ImageIO.read(second.toFile()), left + CROP, top, CROP, CROP, null);
                pen.drawString("%d: %.3f".formatted(i + 1, pair.score()), left, top + CROP + LINE - 2);
                pen.drawString(name(first), left, top + CROP + 2 * LINE - 2);
                pen.drawString(name(second), left, top + CROP + 3 * LINE - 2);
            }
        } finally {
            pen.dispose();
        }
        Files.createDirectories(png.toAbsolutePath().getParent());
        ImageIO.write(sheet, "png", png.toFile());
        return png;
    }

    private static String name(Path crop) {
        return String.valueOf(crop.getFileName()).replace(".jpg", "");
    }
}
