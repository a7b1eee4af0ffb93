package beholden.server.policy;

/// Answer of the policy to a search.
public sealed interface Verdict {

    /// Which policy judged: the first 12 hexadecimal digits of the SHA-256 of its text.
    String policy();

    record Allowed(String policy) implements Verdict {}

    /// May be made once another account approves it.
    record NeedsApproval(String policy, Reason reason) implements Verdict {}

    record Refused(String policy, Reason reason) implements Verdict {}

    /// @param rule  its id in the policy, such as `case-open`
    /// @param title what it asks for, in a few words
    /// @param says  what would satisfy it
    record Reason(String rule, String title, String says) {}
}
