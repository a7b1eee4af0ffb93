package beholden.server.casework;

import beholden.faces.FaceSettings;
import beholden.faces.photo.PhotoDecoder;
import beholden.faces.photo.PhotoRefusedException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/// A process of its own that reads a document: what is made to exhaust memory or time, or to break a parser, breaks
/// nothing but this.
///
/// It reads the document from standard input, and writes [#READABLE] or what is wrong with it to standard output.
final class PaperProcess {
    static final String READABLE = "readable";

    private static final int MOST_PAGES = 500;
    private static final String ENCRYPTED =
            "the PDF is encrypted, so that nobody could read later what it says; save it without a password";

    private PaperProcess() {}

    static void main(String[] arguments) throws IOException {
        Logger.getLogger("").setLevel(Level.OFF);
        byte[] document = System.in.readAllBytes();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.print(said(DocumentType.valueOf(arguments[0]), document));
    }

    private static String said(DocumentType type, byte[] document) {
        return switch (type) {
            case PDF -> ofPdf(document);
            case JPEG, PNG -> ofPicture(document);
        };
    }

    private static String ofPdf(byte[] document) {
        try (PDDocument pdf = Loader.loadPDF(document)) {
            if (pdf.isEncrypted()) return ENCRYPTED;
            int pages = pdf.getNumberOfPages();
            if (pages < 1) return "the PDF has no pages";
            if (pages > MOST_PAGES) {
                return "the PDF has %,d pages, which is over the limit of %,d; send those that authorise the searches"
                        .formatted(pages, MOST_PAGES);
            }
            for (int page = 0; page < pages; page++) pdf.getPage(page).getMediaBox();
            return READABLE;
        } catch (InvalidPasswordException _) {
            return ENCRYPTED;
        } catch (IOException | RuntimeException _) {
            return "the PDF cannot be read: it is damaged, or no PDF; print it to a new one";
        }
    }

    private static String ofPicture(byte[] document) {
        try {
            new PhotoDecoder(FaceSettings.DEFAULT.limits()).decode(document, "the document");
            return READABLE;
        } catch (PhotoRefusedException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
