package beholden.vault.setup;

/// Source of the bytes of dummy cells and chunks.
@FunctionalInterface
public interface Dummies {

    /// `length` bytes for a label or a box.
    byte[] bytes(int length);
}
