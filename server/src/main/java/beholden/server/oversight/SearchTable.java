package beholden.server.oversight;

import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// Searches as CSV (RFC 4180), one in each line.
final class SearchTable {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader("at", "search", "account", "name", "case", "number", "outcome")
            .get();

    private SearchTable() {}

    static String of(AgencyBook book, List<UsedSearch> searches) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
            for (UsedSearch search : searches) {
                printer.printRecord(
                        search.at(),
                        search.id(),
                        search.by().map(AccountId::toString).orElse(""),
                        plain(search.by()
                                .map(by -> ShownUse.Person.of(book, by).name())
                                .orElse("")),
                        search.caseId(),
                        plain(ShownUse.NumberedCase.of(book, search.caseId()).number()),
                        search.end());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /// A spreadsheet must not take what somebody typed for a formula (OWASP, CSV injection): such text gets an
    /// apostrophe, which spreadsheets do not show.
    static String plain(String text) {
        return text.isEmpty() || "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }
}
