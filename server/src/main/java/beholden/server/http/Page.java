package beholden.server.http;

import beholden.server.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Part of a list.
///
/// @param next opaque: the cursor that the next part is asked for with; null at the end
public record Page<T>(List<T> items, @Nullable String next) {
    private static final int MOST = 200;

    public Page {
        items = List.copyOf(items);
    }

    /// The part of `all` after `cursor`.
    ///
    /// @param key    tells items apart; a cursor names the last one that was given out
    /// @param cursor as in [#next()]; null begins
    /// @param limit  1..200
    public static <T> Page<T> of(List<T> all, Function<? super T, String> key, @Nullable String cursor, int limit) {
        return of(all, _ -> true, key, cursor, limit);
    }

    /// The part of the `wanted` items of `all` after `cursor`, which names one that was wanted when it was given
    /// out.
    public static <T> Page<T> of(
            List<T> all,
            Predicate<? super T> wanted,
            Function<? super T, String> key,
            @Nullable String cursor,
            int limit) {
        if (limit < 1 || limit > MOST) throw Refusal.invalid("limit " + limit + ": a page has 1 to " + MOST + " items");
        int from = 0;
        if (cursor != null) {
            String last = text(cursor);
            while (from < all.size() && !key.apply(all.get(from)).equals(last)) from++;
            if (from == all.size()) throw Refusal.invalid("cursor: not one of this list; begin again without it");
            from++;
        }
        List<T> left = all.subList(from, all.size()).stream()
                .filter(wanted)
                .limit(limit + 1L)
                .toList();
        if (left.size() <= limit) return new Page<>(left, null);
        List<T> items = left.subList(0, limit);
        String next = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(key.apply(items.getLast()).getBytes(StandardCharsets.UTF_8));
        return new Page<>(items, next);
    }

    private static String text(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw Refusal.invalid("cursor: not one of this list; begin again without it");
        }
    }
}
