package beholden.server.search;

import beholden.server.events.AccountId;

/// An account as others of its agency see it.
record PersonJson(AccountId id, String name) {}
