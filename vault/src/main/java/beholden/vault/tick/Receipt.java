package beholden.vault.tick;

import java.util.concurrent.CompletableFuture;

/// Answer to its owner once the last cell of an event, or chunk of a file, is recorded.
public record Receipt<T>(CompletableFuture<T> future, T value) {

    public void hand() {
        future.complete(value);
    }

    public void refuse(NotRecordedException why) {
        future.completeExceptionally(why);
    }
}
