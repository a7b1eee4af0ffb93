package beholden.server.imports;

import beholden.enrol.ImportProgress;
import beholden.enrol.ImportReport;
import beholden.enrol.ImportRules;
import beholden.enrol.Importer;
import beholden.enrol.Refusals;
import beholden.faces.FaceEngine;
import beholden.gallery.Gallery;
import beholden.server.imports.intake.Delivery;
import beholden.server.imports.intake.IntakeLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// One run of an import, from where it had come to until it is through or stopped.
final class ImportRun implements ImportProgress {
    /// Whoever watches sees ten changes a second at most.
    private static final long SHOWN_EVERY = Duration.ofMillis(100).toNanos();

    private final Import job;
    private final ImportFolders folders;
    private final Delivery rest;
    private final ImportStand.Durable before;
    private final long total;
    private final Importer importer;
    private final ImportReport report;
    private long shown;

    /// @param refusals photos that must not come back
    /// @param today    the day that the faces are enrolled on
    /// @throws IOException if the photos are not there any more
    ImportRun(Import job, ImportFolders folders, FaceEngine engine, Gallery gallery, Refusals refusals, LocalDate today)
            throws IOException {
        this.job = job;
        this.folders = folders;
        this.before = job.stand().durable();
        this.rest = folders.delivery(
                        job.order(), IntakeLimits.of(engine.settings().limits()))
                .after(before.last());
        this.total = before.tally().photos()
                + rest.files().size()
                + rest.unreadable().size();
        Path file = folders.report(job.order().id());
        this.report = before.last() == null || !Files.exists(file)
                ? ImportReport.of(file)
                : ImportReport.goingOn(file, before.reportBytes());
        // One thread of the engine stays free for searches.
        int threads = Math.max(1, engine.settings().threads() - 1);
        ImportRules rules =
                new ImportRules(job.order().source().value(), job.order().minQuality(), threads, today, refusals);
        this.importer = new Importer(engine, gallery, rules, report);
    }

    void run(BooleanSupplier stopped) throws IOException {
        try (report) {
            importer.run(rest, stopped, this);
        }
        show();
    }

    @Override
    public void at(long done, long ofRest) {
        long now = System.nanoTime();
        if (now - shown >= SHOWN_EVERY) {
            shown = now;
            show();
        }
    }

    @Override
    public void committed(Path last) throws IOException {
        show();
        long bytes = Files.size(folders.report(job.order().id()));
        job.change(of -> of.durable(bytes, rest.place(last)), folders::write);
    }

    private void show() {
        Tally tally = before.tally().plus(importer.counts());
        List<String> refusals = Stream.concat(before.refusals().stream(), importer.counts().refusals().stream())
                .toList();
        job.change(of -> of.at(total, tally, refusals));
    }
}
