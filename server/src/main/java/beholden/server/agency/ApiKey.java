package beholden.server.agency;

import beholden.server.events.AccountId;
import java.time.Instant;
import java.util.UUID;

/// A machine's way in, for an account.
///
/// @param hash   of its secret
/// @param search whether it may search; it may read in any case
/// @param until  not valid any more at this moment
record ApiKey(UUID id, UUID hash, AccountId account, String name, boolean search, Instant made, Instant until) {}
