package beholden.enrol;

import org.jspecify.annotations.Nullable;

/// Photos that must not be enrolled whatever they show, told by their bytes.
///
/// Safe for use by many threads.
@FunctionalInterface
public interface Refusals {
    /// Nothing is refused.
    Refusals NONE = _ -> null;

    /// Why a photo is refused, such as `taken down on 2026-03-01`; null if it is not.
    ///
    /// @param hash SHA-256 of the file's bytes, 64 hexadecimal digits
    @Nullable
    String why(String hash);
}
