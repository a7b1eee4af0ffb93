package beholden.server.report;

import beholden.ground.Sha256;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

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

    JsonNode tree() throws ReportException {
        try {
            return ReportJson.MAPPER.readTree(report);
        } catch (JacksonException e) {
            throw new ReportException("the report cannot be read", e);
        }
    }

    List<Disclosure> disclosed() throws ReportException {
        try {
            return ReportJson.MAPPER.readValue(record, Disclosed.class).records();
        } catch (JacksonException | NullPointerException e) {
            throw new ReportException("the disclosed records cannot be read", e);
        }
    }
}
