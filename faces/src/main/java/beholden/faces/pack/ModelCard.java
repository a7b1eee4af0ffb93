package beholden.faces.pack;

import java.util.List;

/// Facts that a user must know before trusting a pack.
///
/// @param licence      licence the weights were published under
/// @param provenance   origin of the weights
/// @param trainingData data the networks were trained on, as far as known
/// @param intendedUse  purposes the pack is for
/// @param limits       cases in which it is known to fail
/// @param notKnown     plain statements of what is not known about it
public record ModelCard(
        String licence,
        String provenance,
        String trainingData,
        String intendedUse,
        List<String> limits,
        List<String> notKnown) {}
