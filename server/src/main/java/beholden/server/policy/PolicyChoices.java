package beholden.server.policy;

import java.util.List;

/// Choices that the policy gives people who open a case.
public record PolicyChoices(List<Offence> offences, List<String> legalBases, List<Jurisdiction> jurisdictions) {

    /// @param seriousness 1..10
    public record Offence(String code, String name, int seriousness) {}

    /// @param allowed whether faces may be searched there
    public record Jurisdiction(String code, String name, boolean allowed) {}

    public PolicyChoices {
        offences = List.copyOf(offences);
        legalBases = List.copyOf(legalBases);
        jurisdictions = List.copyOf(jurisdictions);
    }

    static PolicyChoices of(PolicyForm settings) {
        return new PolicyChoices(
                settings.offences().stream()
                        .map(of -> new Offence(of.code(), of.name(), of.seriousness()))
                        .toList(),
                settings.legalBases(),
                settings.jurisdictions().stream()
                        .map(of -> new Jurisdiction(of.code(), of.name(), of.allowed()))
                        .toList());
    }
}
