package beholden.server;

import java.nio.charset.StandardCharsets;

/// A PDF of one empty page, small enough to be written by hand.
public final class TestPdf {
    private TestPdf() {}

    /// A PDF with a comment that tells it apart.
    ///
    /// @param comment of one line
    public static byte[] of(String comment) {
        return text(comment).getBytes(StandardCharsets.UTF_8);
    }

    public static String text(String comment) {
        return """
                %PDF-1.7
                % {comment}
                1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
                2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
                3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>> endobj
                trailer <</Root 1 0 R /Size 4>>
                %%EOF
                """.replace("{comment}", comment);
    }
}
