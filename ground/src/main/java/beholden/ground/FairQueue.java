package beholden.ground;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Items that wait, each somebody's: owners take turns, and those of one owner come in the order in which they were
/// added. So whoever adds many delays nobody else by more than one item each turn.
///
/// For example, A adds three items and B two; they are taken as A, B, A, B, A. Not safe for use by many threads.
///
/// @param <K> owner
public final class FairQueue<K, T> {
    /// Lines that are not empty, that of whoever's turn is next first.
    private final Map<K, Deque<T>> lines = new LinkedHashMap<>();

    private int size;

    /// Adds an item behind the others of its owner.
    public void add(K owner, T item) {
        lines.computeIfAbsent(owner, _ -> new ArrayDeque<>()).addLast(item);
        size++;
    }

    /// Adds an item before the others of its owner.
    public void addFirst(K owner, T item) {
        lines.computeIfAbsent(owner, _ -> new ArrayDeque<>()).addFirst(item);
        size++;
    }

    /// Owners of what waits, in the order of their turns.
    public List<K> owners() {
        return List.copyOf(lines.keySet());
    }

    /// The items of an owner that wait.
    public int size(K owner) {
        Deque<T> line = lines.get(owner);
        return line == null ? 0 : line.size();
    }

    public int size() {
        return size;
    }

    /// The item of an owner that came first.
    ///
    /// @throws NullPointerException if none waits
    public T first(K owner) {
        return Objects.requireNonNull(lines.get(owner)).getFirst();
    }

    /// The items that come next if nothing is added, in their order.
    public List<T> next(int most) {
        List<T> next = new ArrayList<>();
        Deque<Iterator<T>> turns = new ArrayDeque<>();
        lines.values().forEach(line -> turns.add(line.iterator()));
        while (next.size() < most && !turns.isEmpty()) {
            Iterator<T> line = turns.remove();
            next.add(line.next());
            if (line.hasNext()) turns.add(line);
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

    /// Takes the item of an owner that came first; others have their turn next.
    ///
    /// @throws NullPointerException if none waits
    public T remove(K owner) {
        Deque<T> line = Objects.requireNonNull(lines.remove(owner));
        T item = line.removeFirst();
        if (!line.isEmpty()) lines.put(owner, line);
        size--;
        return item;
    }

    /// Takes an item out of the line in which it waits, if it does.
    public boolean remove(K owner, T item) {
        Deque<T> line = lines.get(owner);
        if (line == null || !line.remove(item)) return false;
        if (line.isEmpty()) lines.remove(owner);
        size--;
        return true;
    }
}
