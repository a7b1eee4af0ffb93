package beholden.server.report;

import beholden.ground.Sha256;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;

/// The content of a report's file besides its proof, whatever the format.
///
/// @param report the report as JSON, byte for byte
/// @param record the disclosed records as JSON
@SuppressWarnings("ArrayRecordComponent") // made once, read only
record Content(byte[] report, byte[] record) {
    /// Most bytes of a file. A report has some megabytes: pictures of fifty candidates, and what three people
    /// wrote.
    static final int LARGEST = 64 << 20;

    record Disclosed(List<Disclosure> records) {
        Disclosed {
            records = List.copyOf(records);
        }
    }

    static Content of(Report report, List<Disclosure> records) {
        return new Content(
                ReportJson.MAPPER.writeValueAsBytes(report),
                ReportJson.MAPPER.writeValueAsBytes(new Disclosed(records)));
    }

    /// The hash of the report, as its pages show it.
    String sha256() {
        return Sha256.hex(report);
    }

    /// @throws ReportException if it is no report in the one spelling that it is written in
    Report read() throws ReportException {
        try {
            Report read = ReportJson.MAPPER.readValue(report, Report.class);
            if (read.format() != Report.FORMAT || !Arrays.equals(ReportJson.MAPPER.writeValueAsBytes(read), report)) {
                throw new ReportException("the report is of another format, or not spelt as this version spells it");
            }
            return read;
        } catch (JacksonException | NullPointerException | IllegalArgumentException e) {
            throw new ReportException("the report cannot be read", e);
        }
    }

    /// @throws ReportException if these are no records in the one spelling that they are written in
    List<Disclosure> disclosed() throws ReportException {
        try {
            Disclosed disclosed = ReportJson.MAPPER.readValue(record, Disclosed.class);
            if (!Arrays.equals(ReportJson.MAPPER.writeValueAsBytes(disclosed), record)) {
                throw new ReportException("the disclosed records are not spelt as this version spells them");
            }
            return disclosed.records();
        } catch (JacksonException | NullPointerException e) {
            throw new ReportException("the disclosed records cannot be read", e);
        }
    }
}
