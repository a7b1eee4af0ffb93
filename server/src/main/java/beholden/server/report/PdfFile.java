package beholden.server.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.jspecify.annotations.Nullable;

/// A report as pages, with the same as JSON in files attached to them.
final class PdfFile {
    static final String REPORT = "report.json";
    static final String RECORD = "record.json";
    static final String PROOF = "proof.json";

    private PdfFile() {}

    /// The file with spaces in the place of its proof.
    static byte[] blank(Report report, Content content, List<ReportCheck.Proved> records) throws IOException {
        try (PDDocument pages = ReportPages.of(report, content.sha256(), records)) {
            GregorianCalendar made = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
            made.setTimeInMillis(report.made().toEpochMilli());
            pages.getDocumentInformation().setCreationDate(made);
            pages.getDocumentInformation().setModificationDate(made);
            pages.setDocumentId(report.id().value().getMostSignificantBits());
            attach(
                    pages,
                    made,
                    file(pages, REPORT, "The report", content.report(), COSName.FLATE_DECODE),
                    file(pages, RECORD, "The records it rests on", content.record(), COSName.FLATE_DECODE),
                    // as it is, so that the proof is found without reading the PDF
                    file(pages, PROOF, "The record of this export", ProofPlace.blank(), null));
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            pages.save(file);
            return file.toByteArray();
        }
    }

    private static PDComplexFileSpecification file(
            PDDocument pages, String name, String description, byte[] bytes, @Nullable COSName filter)
            throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        PDEmbeddedFile embedded =
                filter == null ? new PDEmbeddedFile(pages, in) : new PDEmbeddedFile(pages, in, filter);
        embedded.setSubtype("application/json");
        embedded.setSize(bytes.length);
        PDComplexFileSpecification file = new PDComplexFileSpecification();
        file.setFile(name);
        file.setFileUnicode(name);
        file.setFileDescription(description);
        file.setEmbeddedFile(embedded);
        file.setEmbeddedFileUnicode(embedded);
        file.getCOSObject().setName("AFRelationship", "Data");
        return file;
    }

    private static void attach(PDDocument pages, GregorianCalendar made, PDComplexFileSpecification... files) {
        Map<String, PDComplexFileSpecification> byName = new LinkedHashMap<>();
        COSArray associated = new COSArray();
        for (PDComplexFileSpecification file : files) {
            file.getEmbeddedFileUnicode().setCreationDate(made);
            byName.put(file.getFileUnicode(), file);
            associated.add(file);
        }
        PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
        tree.setNames(byName);
        PDDocumentNameDictionary names = new PDDocumentNameDictionary(pages.getDocumentCatalog());
        names.setEmbeddedFiles(tree);
        pages.getDocumentCatalog().setNames(names);
        pages.getDocumentCatalog().getCOSObject().setItem(COSName.AF, associated);
    }

    /// @throws ReportException if it is no PDF of a report
    static Content read(byte[] file) throws ReportException {
        try (PDDocument pages = Loader.loadPDF(file)) {
            PDDocumentNameDictionary names = pages.getDocumentCatalog().getNames();
            PDEmbeddedFilesNameTreeNode tree = names == null ? null : names.getEmbeddedFiles();
            Map<String, PDComplexFileSpecification> files = tree == null ? null : tree.getNames();
            if (files == null) throw new ReportException("nothing is attached to this PDF; it is no report");
            return new Content(attached(files, REPORT), attached(files, RECORD));
        } catch (IOException e) {
            throw new ReportException("this PDF cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] attached(Map<String, PDComplexFileSpecification> files, String name)
            throws IOException, ReportException {
        PDComplexFileSpecification file = files.get(name);
        PDEmbeddedFile embedded = file == null ? null : file.getEmbeddedFileUnicode();
        if (embedded == null) throw new ReportException(name + " is not attached to this PDF; it is no report");
        try (var in = embedded.createInputStream()) {
            byte[] bytes = in.readNBytes(Content.LARGEST + 1);
            if (bytes.length > Content.LARGEST) throw new ReportException(name + ": is over the limit of 64 MiB");
            return bytes;
        }
    }
}
