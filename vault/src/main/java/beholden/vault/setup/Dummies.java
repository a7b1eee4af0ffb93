package beholden.vault.setup;

/// Where the bytes of dummy cells and chunks come from.
@FunctionalInterface
public interface Dummies {

    /// `length` bytes for a label or a box.
    byte[] bytes(int length);
}
