package beholden.server.events;

/// Does what records of a book say and a crash may have prevented; asked whenever a book is read.
@FunctionalInterface
public interface Unfinished {
    void finish(AgencyBook book);
}
