package beholden.cli.faces;

import beholden.cli.terminal.Table;
import beholden.faces.Box;
import beholden.faces.Face;
import java.util.List;

/// The numbered list of a photo's faces, left to right.
public final class FaceTable {
    private FaceTable() {}

    public static String of(List<Face> faces) {
        Table table = new Table()
                .numbers("face")
                .numbers("left")
                .numbers("top")
                .numbers("size")
                .numbers("detection")
                .numbers("quality")
                .words("weakest part");
        int number = 0;
        for (Face face : faces) {
            Box box = face.box();
            var weakest = face.quality().weakest();
            table.row(
                    ++number,
                    Math.round(box.left()),
                    Math.round(box.top()),
                    "%d × %d".formatted(Math.round(box.width()), Math.round(box.height())),
                    "%.2f".formatted(face.detection()),
                    face.quality().score(),
                    "%s %.4g%s".formatted(weakest.measure(), weakest.value(), weakest.unit()));
        }
        return table.toString();
    }
}
