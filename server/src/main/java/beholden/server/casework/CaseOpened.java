package beholden.server.casework;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.LocalDate;
import java.util.Set;

@JsonTypeName("case-opened")
record CaseOpened(
        @JsonProperty("c") CaseId caseId,
        @JsonProperty("n") String number,
        @JsonProperty("o") String offence,
        @JsonProperty("b") String legalBasis,
        @JsonProperty("j") String jurisdiction,
        @JsonProperty("w") String justification,
        @JsonProperty("u") LocalDate validUntil,
        @JsonProperty("s") Set<Sensitivity> sensitive)
        implements CaseRecord {

    CaseOpened {
        sensitive = Set.copyOf(sensitive);
    }
}
