package beholden.server.oversight;

import beholden.server.agency.Account;
import beholden.server.agency.Accounts;
import beholden.server.casework.Case;
import beholden.server.casework.CaseId;
import beholden.server.casework.Cases;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The oversight page as JSON.
record ShownUse(
        LocalDate from,
        LocalDate to,
        List<OfAccount> perAccount,
        List<OfCase> perCase,
        List<OfDay> perDay,
        List<Outlier> outliers,
        List<Expiring> trainingExpiring) {

    record Person(AccountId id, String name) {
        static Person of(AgencyBook book, AccountId id) {
            return new Person(id, book.fold(Accounts.class).name(id));
        }
    }

    record NumberedCase(CaseId id, String number) {
        static NumberedCase of(AgencyBook book, CaseId id) {
            return new NumberedCase(
                    id, book.fold(Cases.class).find(id).map(Case::number).orElse(""));
        }
    }

    /// @param account left out for searches that the reader still has to judge without knowing whose they are
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OfAccount(@Nullable Person account, int searches, int refused, int leads) {}

    record OfCase(@JsonProperty("case") NumberedCase of, int searches, int refused, int leads) {}

    record OfDay(LocalDate day, int searches, int refused) {}

    /// @param until the last day on which it counts; left out if there is no training at all
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Expiring(Person account, @Nullable LocalDate until) {}

    static ShownUse of(AgencyBook book, Period period, Use use, List<Outlier> outliers, List<Account> expiring) {
        return new ShownUse(
                period.from(),
                period.to(),
                use.perAccount().entrySet().stream()
                        .map(it -> new OfAccount(
                                it.getKey()
                                        .map(account -> Person.of(book, account))
                                        .orElse(null),
                                it.getValue().searches(),
                                it.getValue().refused(),
                                it.getValue().leads()))
                        .toList(),
                use.perCase().entrySet().stream()
                        .map(it -> new OfCase(
                                NumberedCase.of(book, it.getKey()),
                                it.getValue().searches(),
                                it.getValue().refused(),
                                it.getValue().leads()))
                        .toList(),
                use.perDay().entrySet().stream()
                        .map(it -> new OfDay(
                                it.getKey(),
                                it.getValue().searches(),
                                it.getValue().refused()))
                        .toList(),
                outliers,
                expiring.stream()
                        .map(account -> new Expiring(
                                new Person(account.id(), account.name()),
                                account.trainedUntil().orElse(null)))
                        .toList());
    }
}
