package beholden.server.events;

import java.util.Set;

/// Somebody whose request was let in, and what it was let in by. Until the deed is done that may be gone: a request
/// can be under way for as long as its body takes.
public interface Doer {
    AccountId account();

    /// Names of the roles that the account had then.
    Set<String> rights();

    Entry entry();
}
