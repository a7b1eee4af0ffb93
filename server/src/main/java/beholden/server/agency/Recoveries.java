package beholden.server.agency;

import beholden.server.agency.AccountEvent.RecoveryCodeMade;
import beholden.server.agency.AccountEvent.RecoveryCodeUsed;
import beholden.server.agency.Invitations.Accepted;
import beholden.server.agency.ProposalEvent.RecoveryWanted;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.events.Member;
import beholden.server.identity.SealedPointers;
import beholden.server.identity.SealedPointers.Pointed;
import beholden.server.identity.SealedPointers.Purpose;
import beholden.server.identity.SignedIn;
import beholden.server.refusal.Refusal;
import java.util.Locale;
import java.util.UUID;
import org.bouncycastle.util.encoders.Base32;
import org.bouncycastle.util.encoders.DecoderException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How somebody without passkeys comes in again: by a code on paper, or with the help of an administrator who proposes
/// it and of a second one who agrees; where nobody can be the second, the first one agrees after 72 hours.
///
/// Either way one passkey is registered, and those before it end.
@Component
class Recoveries {
    private static final int GROUP = 7;

    private final AgencyBooks books;
    private final SealedPointers pointers;
    private final Proposals proposals;

    Recoveries(AgencyBooks books, SealedPointers pointers, Proposals proposals) {
        this.books = books;
        this.pointers = pointers;
        this.proposals = proposals;
    }

    /// A code to be printed, in place of the one before: a pointer in base32, which has 77 characters, in groups of
    /// seven.
    String makeCode(SignedIn who) {
        UUID secret = Draw.randomSecret();
        books.of(who.agency()).actAs(who, happening -> {
            happening.record(new RecoveryCodeMade(Draw.hash(secret)));
            return true;
        });
        String text = Base32.toBase32String(pointers.seal(Purpose.RECOVERY, who.agency(), secret))
                .replace("=", "");
        return text.replaceAll("(.{" + GROUP + "})(?=.)", "$1-");
    }

    /// Uses a printed code up.
    ///
    /// @throws Refusal not found, if it is used, replaced, no code at all, or its account is suspended
    Accepted use(@Nullable String code) {
        Pointed to = pointers.open(Purpose.RECOVERY, pointer(code)).orElseThrow(Refusal::notFound);
        AgencyBook book = books.find(to.agency()).orElseThrow(Refusal::notFound);
        UUID hash = Draw.hash(to.to());
        return book.act(null, happening -> {
            AccountId account = book.fold(Accounts.class)
                    .recovering(hash)
                    .filter(held -> !held.isSuspended())
                    .map(held -> held.account().id())
                    .orElseThrow(Refusal::notFound);
            happening.record(new RecoveryCodeUsed(hash));
            return new Accepted(new Member(to.agency(), account), hash);
        });
    }

    private static byte[] pointer(@Nullable String code) {
        String letters = code == null ? "" : code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        try {
            return Base32.decode(letters + "=".repeat((8 - letters.length() % 8) % 8));
        } catch (DecoderException _) {
            return new byte[0];
        }
    }

    /// Proposes that an account gets another passkey in place of those it has.
    Account help(SignedIn who, AccountId account) {
        AgencyBook book = books.of(who.agency());
        return book.actAs(who, happening -> {
            Held held = book.fold(Accounts.class).held(account).orElseThrow(Refusal::notFound);
            if (account.equals(who.account())) {
                throw Refusal.conflict("this is your own account: others recover it, or your printed code does");
            }
            if (held.isSuspended()) throw Refusal.conflict("the account is suspended; reinstate it first");
            proposals.propose(book, new RecoveryWanted(account), happening);
            return held.account();
        });
    }
}
