package beholden.faces.pack;

import java.util.List;

/// What a user must know before trusting a pack.
///
/// @param licence      under which the weights were published
/// @param provenance   where the weights come from
/// @param trainingData as far as known
/// @param intendedUse  what it is for
/// @param limits       where it is known to fail
/// @param notKnown     what nobody here knows about it, plainly
public record ModelCard(
        String licence,
        String provenance,
        String trainingData,
        String intendedUse,
        List<String> limits,
        List<String> notKnown) {}
