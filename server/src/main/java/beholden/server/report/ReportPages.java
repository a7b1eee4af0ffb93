package beholden.server.report;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;

/// The pages of a report: HTML from a template, laid out to a PDF.
///
/// Nothing but pictures that are in the HTML itself is loaded, and what people wrote is shown as text, never taken
/// for HTML.
final class ReportPages {
    private static final Template TEMPLATE = template();

    static {
        // it would log what it lays out
        XRLog.setLoggingEnabled(false);
    }

    private ReportPages() {}

    private static Template template() {
        try (InputStream in = resource("report.html");
                Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return Mustache.compiler()
                    .emptyStringIsFalse(true)
                    .zeroIsFalse(true)
                    .compile(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(ReportPages.class.getResourceAsStream(name), name);
    }

    /// The caller closes it.
    static PDDocument of(Report report, String sha256, List<ReportCheck.Proved> records) throws IOException {
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFastMode();
        font(builder, "Sans", "LiberationSans-Regular", 400, FontStyle.NORMAL);
        font(builder, "Sans", "LiberationSans-Bold", 700, FontStyle.NORMAL);
        font(builder, "Sans", "LiberationSans-Italic", 400, FontStyle.ITALIC);
        font(builder, "Mono", "LiberationMono-Regular", 400, FontStyle.NORMAL);
        builder.useUriResolver((_, uri) -> uri.startsWith("data:") ? uri : null);
        builder.withHtmlContent(TEMPLATE.execute(PagesView.of(report, sha256, records)), null);
        builder.toStream(OutputStream.nullOutputStream());
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
            return renderer.getPdfDocument();
        }
    }

    private static void font(PdfRendererBuilder builder, String family, String file, int weight, FontStyle style) {
        builder.useFont(() -> resource("/liberation/" + file + ".ttf"), family, weight, style, true);
    }
}
