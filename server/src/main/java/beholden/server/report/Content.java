package beholden.server.report;

import java.util.HexFormat;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What a report's file holds besides its proof, whatever the format.
///
/// @param report the report as JSON, byte for byte
/// @param record the disclosed records as JSON
@SuppressWarnings("ArrayRecordComponent") // made once, read only
record Content(byte[] report, byte[] record) {
    /// Of a file. A report has some megabytes at most: pictures of fifty candidates, and what three people wrote of
    /// each.
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

    /// Of the report, as its pages show it.
    String sha256() {
        return HexFormat.of().formatHex(ProofPlace.sha256(report));
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
