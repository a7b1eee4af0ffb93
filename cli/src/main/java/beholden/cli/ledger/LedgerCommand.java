package beholden.cli.ledger;

import picocli.CommandLine.Command;

/// `beholden ledger`.
@Command(
        name = "ledger",
        description = {
            "Shows, audits and witnesses the log that no record can be taken out of.",
            "None of these commands needs a secret of the vault. docs/ledger.md tells what the log holds, and how an"
                    + " outsider checks it."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = {
            LedgerAuditCommand.class,
            LedgerShowCommand.class,
            LedgerProveCommand.class,
            LedgerVerifyProofCommand.class,
            LedgerCosignCommand.class,
            LedgerWitnessCommand.class,
            LedgerWitnessKeyCommand.class
        })
public final class LedgerCommand {}
