package beholden.server.source;

import beholden.server.Browser;
import beholden.server.Desk;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Sources for tests whose faces are to be searched.
public final class TestSources {
    private TestSources() {}

    /// The gallery's id of a new source, active from yesterday for a year.
    public static String register(Desk desk, String name) {
        return register(desk.operator(), LocalDate.ofInstant(desk.clock().instant(), ZoneOffset.UTC), name);
    }

    public static String register(Browser operator, LocalDate today, String name) {
        Map<String, Object> terms = terms(today);
        terms.put("name", name);
        return operator.post("/sources", terms).expect(201).text("id");
    }

    /// Terms that are right, valid from yesterday for a year.
    public static Map<String, Object> terms(LocalDate today) {
        Map<String, Object> terms = new HashMap<>();
        terms.put("name", "Harbour archive");
        terms.put("owner", "Port of Eastmoor");
        terms.put("kind", "AGREEMENT");
        terms.put("legalBasis", "Agreement of 2 May 2026 under the Ports Act, section 4");
        terms.put("licence", "none needed");
        terms.put("contact", "archive@example.org");
        terms.put("validFrom", today.minusDays(1).toString());
        terms.put("validUntil", today.plusYears(1).toString());
        terms.put("jurisdictions", List.of("GB", "US-IL"));
        return terms;
    }
}
