package beholden.cli.terminal;

import beholden.ground.TypedText;
import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.ArrayList;
import java.util.List;

/// A table for a terminal: words to the left, numbers to the right, cells safe to print.
public final class Table {
    private static final int WIDEST_CELL = 60;

    private final List<Column> columns = new ArrayList<>();
    private final List<Object[]> rows = new ArrayList<>();

    public Table words(String header) {
        columns.add(column(header, HorizontalAlign.LEFT));
        return this;
    }

    public Table numbers(String header) {
        columns.add(column(header, HorizontalAlign.RIGHT));
        return this;
    }

    private static Column column(String header, HorizontalAlign align) {
        return new Column().header(header).headerAlign(align).dataAlign(align).maxWidth(WIDEST_CELL);
    }

    /// @param cells one for each column
    public Table row(Object... cells) {
        Object[] row = new Object[cells.length];
        for (int i = 0; i < cells.length; i++) row[i] = TypedText.printable(String.valueOf(cells[i]));
        rows.add(row);
        return this;
    }

    @Override
    public String toString() {
        return AsciiTable.builder()
                .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER)
                .data(columns.toArray(Column[]::new), rows.toArray(Object[][]::new))
                .asString()
                .stripTrailing();
    }
}
