package beholden.server.events;

import beholden.vault.check.KnownLosses.Stretch;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Events about records that are gone, and that whoever runs the installation has acknowledged.
public sealed interface LossEvent extends AgencyEvent {
    /// Records of this log are gone, and whoever runs the installation goes on without them.
    ///
    /// From then on the log is read as if there had never been anything in those cells, also if they are there
    /// again.
    ///
    /// @param from    first cell of the gap, in its epoch
    /// @param to      cell after the last one of the gap
    /// @param records how many records were lost, as far as it can be told
    /// @param after   when the last record before the gap was made; null if there is none
    /// @param before  when the first record after it was made; null if there is none
    /// @param who     people who acknowledged it, in their own words
    /// @param why     their reason
    @JsonTypeName("records-lost")
    record RecordsLost(
            @JsonProperty("e") int epoch,
            @JsonProperty("f") long from,
            @JsonProperty("t") long to,
            @JsonProperty("n") int records,
            @JsonProperty("a") @Nullable Instant after,
            @JsonProperty("b") @Nullable Instant before,
            @JsonProperty("w") String who,
            @JsonProperty("y") String why)
            implements LossEvent {}

    /// Records of another log are gone, which that log says itself in detail; in the operator's log.
    ///
    /// @param log     short name of the log, which tells nothing of whose it is
    /// @param records how many records were lost, as far as it can be told
    @JsonTypeName("loss-acknowledged")
    record LossAcknowledged(
            @JsonProperty("l") String log,
            @JsonProperty("n") int records,
            @JsonProperty("w") String who,
            @JsonProperty("y") String why)
            implements LossEvent {}

    /// Cells or chunks of the store, of whatever log or of none, are gone or were added; in the operator's log.
    ///
    /// @param gone    stretches of the ledger's entries that they had
    /// @param foreign entries, in hex, that the ledger would have of what was added, or altered
    @JsonTypeName("store-loss-acknowledged")
    record StoreLossAcknowledged(
            @JsonProperty("g") List<Stretch> gone,
            @JsonProperty("f") List<String> foreign,
            @JsonProperty("w") String who,
            @JsonProperty("y") String why)
            implements LossEvent {}
}
