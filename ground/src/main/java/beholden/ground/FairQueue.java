package beholden.ground;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;

/// Items that wait, each somebody's: owners take turns, and those of one owner come in the order in which they were
/// added. So whoever adds many delays nobody else by more than one item each turn.
///
/// For example, A adds three items and B two; they are taken as A, B, A, B, A. Whoever left turns to others has up to
/// [#CREDIT] of them back: B, who comes when A has had many, has four before A has the next. So a piece of work of
/// some items does not wait before each of them. Not safe for use by many threads.
///
/// This is start-time fair queueing (Goyal, Vin and Cheng, 1996) of items of one size, with credit.
///
/// @param <K> owner
public final class FairQueue<K, T> {
    /// Turns that an owner has back at most; the record of a search has about as many items.
    static final int CREDIT = 4;

    /// Lines that are not empty.
    private final Map<K, Line<K, T>> lines = new HashMap<>();

    /// Turns of owners without a line, of those who have less than the whole credit.
    private final Map<K, Long> left = new HashMap<>();

    /// Turns that the owner has had who had the last one; the most of all that there ever were.
    private long now;

    private long numbers;
    private int size;

    /// Place of a line: who has had fewer turns comes first, among equals who has waited longer.
    private record Place(long turns, long number) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparingLong(Place::turns).thenComparingLong(Place::number);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private record Line<K, T>(K owner, Place place, Deque<T> items) {}

    /// Items that are still to come from a line at its place.
    private record Coming<T>(Place place, Iterator<T> items) {}

    private Deque<T> line(K owner) {
        return lines.computeIfAbsent(owner, _ -> {
                    long turns = Math.max(left.getOrDefault(owner, Long.MIN_VALUE), now - CREDIT);
                    left.remove(owner);
                    return new Line<>(owner, place(turns), new ArrayDeque<>());
                })
                .items();
    }

    private Place place(long turns) {
        return new Place(turns, numbers++);
    }

    /// Adds an item behind the others of its owner.
    public void add(K owner, T item) {
        line(owner).addLast(item);
        size++;
    }

    /// Adds an item before the others of its owner.
    public void addFirst(K owner, T item) {
        line(owner).addFirst(item);
        size++;
    }

    /// Owners of what waits, in the order of their turns.
    public List<K> owners() {
        return lines.values().stream()
                .sorted(Comparator.comparing(Line::place))
                .map(Line::owner)
                .toList();
    }

    /// The items of an owner that wait.
    public int size(K owner) {
        Line<K, T> line = lines.get(owner);
        return line == null ? 0 : line.items().size();
    }

    public int size() {
        return size;
    }

    /// The item of an owner that came first.
    ///
    /// @throws NullPointerException if none waits
    public T first(K owner) {
        return Objects.requireNonNull(lines.get(owner)).items().getFirst();
    }

    /// The items that come next if nothing is added, in their order.
    public List<T> next(int most) {
        PriorityQueue<Coming<T>> coming = new PriorityQueue<>(Comparator.comparing(Coming::place));
        lines.values()
                .forEach(line ->
                        coming.add(new Coming<>(line.place(), line.items().iterator())));
        List<T> next = new ArrayList<>();
        for (long number = numbers; next.size() < most && !coming.isEmpty(); number++) {
            Coming<T> first = coming.remove();
            next.add(first.items().next());
            if (first.items().hasNext()) {
                coming.add(new Coming<>(new Place(first.place().turns() + 1, number), first.items()));
            }
        }
        return next;
    }

    /// All items, in the order of turns; nothing waits any more.
    public List<T> removeAll() {
        List<T> all = next(size);
        lines.clear();
        size = 0;
        return all;
    }

    /// Takes the item of an owner that came first, which is one turn.
    ///
    /// @throws NullPointerException if none waits
    public T remove(K owner) {
        Line<K, T> line = Objects.requireNonNull(lines.remove(owner));
        T item = line.items().removeFirst();
        size--;
        long turns = line.place().turns() + 1;
        now = Math.max(now, turns);
        left.values().removeIf(had -> had <= now - CREDIT);
        if (line.items().isEmpty()) {
            left.put(owner, turns);
        } else {
            lines.put(owner, new Line<>(owner, place(turns), line.items()));
        }
        return item;
    }

    /// Takes an item out of the line in which it waits, if it does; it takes no turn.
    public boolean remove(K owner, T item) {
        Line<K, T> line = lines.get(owner);
        if (line == null || !line.items().remove(item)) return false;
        size--;
        if (line.items().isEmpty()) {
            lines.remove(owner);
            left.put(owner, line.place().turns());
        }
        return true;
    }
}
