package beholden.server.policy;

import java.util.List;

/// Facts that the policy looks at beside the case and the account's roles; the caller knows them.
///
/// @param trained  whether the account has a training record that is valid today
/// @param approved whether a second person has approved this very search
public record SearchFacts(boolean trained, boolean approved, Probe probe, Scope scope, Quota quota) {

    /// The photo and the face that was picked on it.
    ///
    /// @param width   in pixels
    /// @param height  in pixels
    /// @param faces   how many were found
    /// @param quality of the picked one, 0..100
    public record Probe(int width, int height, int faces, int quality) {}

    /// Which faces are compared.
    ///
    /// @param sources        ids; empty if all are searched
    /// @param minimumQuality 0..100
    /// @param limit          longest candidate list asked for
    public record Scope(List<String> sources, int minimumQuality, int limit) {
        public Scope {
            sources = List.copyOf(sources);
        }
    }

    /// Searches made already, this one left out.
    ///
    /// @param today  searches that this account asked for since midnight UTC and that were not refused
    /// @param ofCase searches of the case, by anybody, that were not refused
    public record Quota(int today, int ofCase) {
        public Quota {
            if (today < 0 || ofCase < 0) throw new IllegalArgumentException("a number of searches is 0 or more");
        }
    }
}
