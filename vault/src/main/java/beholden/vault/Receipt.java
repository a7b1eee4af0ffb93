package beholden.vault;

import java.util.concurrent.CompletableFuture;

/// What its owner is told once the last cell of an event, or chunk of a file, is recorded.
record Receipt<T>(CompletableFuture<T> future, T value) {

    void hand() {
        future.complete(value);
    }

    void refuse(NotRecordedException why) {
        future.completeExceptionally(why);
    }
}
