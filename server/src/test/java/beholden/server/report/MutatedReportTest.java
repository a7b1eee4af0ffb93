package beholden.server.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.ground.Sha256;
import beholden.server.report.CheatingServer.Plan;
import beholden.vault.cell.Cell;
import beholden.vault.cell.Label;
import beholden.vault.log.Position;
import beholden.vault.log.SealedEvent;
import beholden.vault.seal.DisclosedCell;
import beholden.vault.seal.Salamander;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// Reports of a server that cheats with all its keys: there is one way to tell the records of a search.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutatedReportTest {
    /// Reports of each kind: 16 kinds make 320.
    private static final int EACH = 20;

    /// A number that is a value: not one within a text.
    private static final Pattern NUMBER = Pattern.compile("(?<=\":)(\\d+(?:\\.\\d+)?)(?=[,}\\]])");
    private static final int FIRST = 5;
    private static final int INDEX = 13;

    private CheatingServer server;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        byte[] honest;
        try (ReportDesk reports = ReportDesk.open(folder.resolve("honest"))) {
            JsonNode search = reports.searched(
                    reports.openCase("Long enough for several cells. ".repeat(100)), Map.of("limit", 3));
            String url = "/searches/" + search.get("id").asString();
            reports.conclude(url, search);
            honest = reports.export(reports.desk().examiner(), url, "json");
        }
        server = CheatingServer.open(folder.resolve("log"), honest);
    }

    @AfterAll
    void close() throws IOException {
        if (server != null) server.close();
    }

    /// One thing that is wrong with a report.
    enum Kind {
        A_BIT_OF_A_RECORD(
                "does not belong to this search",
                "of a form",
                "does not say what",
                "rests on other records",
                "does not open") {
            @Override
            void change(Plan plan, Random random) {
                int record = random.nextInt(plan.events.size());
                byte[] event = plan.events.get(record).bytes().clone();
                event[random.nextInt(event.length)] ^= (byte) (1 << random.nextInt(8));
                plan.replaceUntold(record, event);
            }
        },
        AN_UNKNOWN_FIELD("of a form") {
            @Override
            void change(Plan plan, Random random) {
                respell(plan, random, spelling -> spelling.withField(random.nextInt(600)));
            }
        },
        A_FIELD_TWICE("of a form") {
            @Override
            void change(Plan plan, Random random) {
                respell(plan, random, spelling -> spelling.withFieldTwice(random.nextInt(9)));
            }
        },
        FIELDS_IN_ANOTHER_ORDER("of a form") {
            @Override
            void change(Plan plan, Random random) {
                respell(plan, random, spelling -> spelling.turned(random.nextInt(9)));
            }
        },
        A_LONGER_NUMBER("of a form") {
            @Override
            void change(Plan plan, Random random) {
                respell(plan, random, spelling -> spelling.widened(random.nextInt(1000)));
            }
        },
        A_COUNTED_MAP_OR_MORE_AFTER_IT("of a form") {
            @Override
            void change(Plan plan, Random random) {
                int record = random.nextInt(plan.events.size());
                byte[] event = plan.events.get(record).bytes();
                byte[] longer = Arrays.copyOf(event, event.length + 1 + random.nextInt(30));
                plan.replace(record, random.nextBoolean() ? longer : new CborSpelling(event).counted());
            }
        },
        A_RECORD_THAT_BEGINS_ELSEWHERE("not in the order", "later than the log is long") {
            @Override
            void change(Plan plan, Random random) {
                int record = random.nextInt(1, plan.events.size());
                SealedEvent event = plan.events.get(record);
                SealedEvent before = plan.events.get(record - 1);
                long from = before.position().cell();
                long end = CheatingServer.after(before).cell();
                long first = random.nextBoolean()
                        ? random.nextLong(from, end)
                        : random.nextLong(1L << 20, Long.MAX_VALUE >>> 1);
                plan.move(record, new SealedEvent(new Position(event.position().epoch(), first), event.bytes()));
            }
        },
        AN_EARLIER_EPOCH("not in the order") {
            @Override
            void change(Plan plan, Random random) {
                // all but one record of the second epoch, so that this one comes before the others
                int stays = random.nextInt(1, plan.events.size() + 1);
                for (int i = 0; i < stays; i++) {
                    SealedEvent event = plan.events.get(i);
                    Position later = new Position(event.position().epoch() + 1 + random.nextInt(9), 0);
                    plan.move(
                            i,
                            new SealedEvent(
                                    new Position(later.epoch(), event.position().cell()), event.bytes()));
                }
            }
        },
        A_CELL_THAT_SAYS_ANOTHER_BEGINNING("does not belong where it is", "does not say where") {
            @Override
            void change(Plan plan, Random random) {
                List<byte[]> cells = longest(plan);
                byte[] cell = cells.get(random.nextInt(cells.size()));
                long first = ByteBuffer.wrap(cell).getLong(FIRST);
                ByteBuffer.wrap(cell).putLong(FIRST, first + (random.nextBoolean() ? 1 : -1) * random.nextLong(1, 9));
            }
        },
        CELLS_EXCHANGED("does not belong where it is") {
            @Override
            void change(Plan plan, Random random) {
                List<byte[]> cells = longest(plan);
                int one = random.nextInt(cells.size());
                Collections.swap(cells, one, (one + 1 + random.nextInt(cells.size() - 1)) % cells.size());
            }
        },
        A_CELL_WITH_ANOTHER_MARK("does not belong where it is", "not those of one event", "of a form", "not padded") {
            @Override
            void change(Plan plan, Random random) {
                List<byte[]> cells = plan.cells.get(random.nextInt(plan.cells.size()));
                byte[] cell = cells.get(random.nextInt(cells.size()));
                int mark = INDEX + 4 * random.nextInt(3);
                int old = ByteBuffer.wrap(cell).getInt(mark);
                ByteBuffer.wrap(cell)
                        .putInt(mark, random.nextBoolean() ? old + random.nextInt(1, 9) : random.nextInt());
            }
        },
        PADDING_THAT_SAYS_SOMETHING("not padded with zeros") {
            @Override
            void change(Plan plan, Random random) {
                List<byte[]> cells = plan.cells.get(random.nextInt(plan.cells.size()));
                byte[] cell = cells.getLast();
                int length = ByteBuffer.wrap(cell).getInt(INDEX + 8);
                int share = CheatingServer.ROOM - CheatingServer.HEADER;
                int end = CheatingServer.HEADER + length - share * (cells.size() - 1);
                cell[random.nextInt(end, cell.length)] = (byte) (1 + random.nextInt(255));
            }
        },
        A_CELL_LEFT_OUT_OR_THERE_TWICE("does not belong where it is", "not those of one event") {
            @Override
            void change(Plan plan, Random random) {
                List<byte[]> cells = longest(plan);
                int one = random.nextInt(cells.size());
                if (random.nextBoolean()) cells.remove(one);
                else cells.add(one, cells.get(one));
            }
        },
        RECORDS_LEFT_OUT_TWICE_OR_IN_ANOTHER_ORDER(
                "not in the order", "does not say what", "record is missing", "rests on other records") {
            @Override
            void change(Plan plan, Random random) {
                int one = random.nextInt(plan.cells.size());
                switch (random.nextInt(3)) {
                    case 0 -> plan.cells.remove(one);
                    case 1 -> plan.cells.add(random.nextInt(one, plan.cells.size()), plan.cells.get(one));
                    default -> Collections.swap(plan.cells, one, (one + 1) % plan.cells.size());
                }
            }
        },
        JSON_SPELT_OTHERWISE("not spelt as", "more is in it") {
            @Override
            void change(Plan plan, Random random) {
                switch (random.nextInt(4)) {
                    case 0 ->
                        plan.report = respelt(
                                plan.report,
                                NUMBER,
                                random,
                                number -> "%s%s".formatted(number, number.contains(".") ? "0" : "e0"));
                    case 1 -> plan.report = respelt(plan.report, Pattern.compile("[,:](?=\")"), random, at -> at + " ");
                    case 2 -> plan.disclosed = text -> respelt(text, Pattern.compile("\":\""), random, _ -> "\": \"");
                    default -> plan.file = text -> respelt(text, Pattern.compile(",\n"), random, _ -> ", \n");
                }
            }
        },
        JSON_THAT_SAYS_MORE("cannot be read", "more is in it") {
            @Override
            void change(Plan plan, Random random) {
                String more = "\"more%d\":%d,".formatted(random.nextInt(99), random.nextInt(99));
                switch (random.nextInt(4)) {
                    case 0 -> plan.report = respelt(plan.report, Pattern.compile("\\{(?=\")"), random, at -> at + more);
                    case 1 -> plan.report = plan.report.replaceFirst("\\{", "{\"format\":3,");
                    case 2 ->
                        plan.disclosed = text -> respelt(text, Pattern.compile("\\{(?=\")"), random, at -> at + more);
                    default -> plan.file = text -> text.replaceFirst(",\n\"proof\":", ",\n" + more + "\"proof\":");
                }
            }
        };

        /// Parts of the sentences, one of which says why such a report is not believed.
        private final List<String> reasons;

        Kind(String... reasons) {
            this.reasons = List.of(reasons);
        }

        /// Makes it wrong.
        abstract void change(Plan plan, Random random);

        private interface Respelling {
            byte[] of(CborSpelling spelling);
        }

        private static void respell(Plan plan, Random random, Respelling respelling) {
            int record = random.nextInt(plan.events.size());
            plan.replace(
                    record,
                    respelling.of(new CborSpelling(plan.events.get(record).bytes())));
        }

        private interface Rewording {
            String of(String text);
        }

        private static String respelt(String text, Pattern what, Random random, Rewording rewording) {
            List<MatchResult> found = what.matcher(text).results().toList();
            MatchResult one = found.get(random.nextInt(found.size()));
            return text.substring(0, one.start()) + rewording.of(one.group()) + text.substring(one.end());
        }

        private static List<byte[]> longest(Plan plan) {
            List<byte[]> cells = plan.cells.getFirst();
            assertThat(cells).hasSizeGreaterThan(2);
            return cells;
        }
    }

    @Test
    void what_it_tells_as_it_was_is_believed() throws Exception {
        assertThatCode(() -> ReportCheck.of(server.exported(server.plan()), server.trust()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void a_report_with_one_thing_wrong_is_not_believed(Kind kind) throws Exception {
        for (int i = 0; i < EACH; i++) {
            Plan plan = server.plan();
            kind.change(plan, server.random());
            byte[] file = server.exported(plan);

            assertThatThrownBy(() -> ReportCheck.of(file, server.trust()))
                    .as("%s, report %d", kind, i)
                    .isInstanceOf(ReportException.class)
                    .message()
                    .containsAnyOf(kind.reasons.toArray(String[]::new));
        }
    }

    @Test
    void the_record_of_the_export_has_one_spelling_too() throws Exception {
        Plan plan = server.plan();
        SealedEvent export = plan.export;
        plan.exportCells =
                CheatingServer.split(new SealedEvent(export.position(), new CborSpelling(export.bytes()).withField(3)));
        byte[] respelt = server.exported(plan);
        plan.exportCells =
                CheatingServer.split(new SealedEvent(plan.events.getLast().position(), export.bytes()));
        byte[] moved = server.exported(plan);

        for (byte[] file : List.of(respelt, moved)) {
            assertThatThrownBy(() -> ReportCheck.of(file, server.trust())).isInstanceOf(ReportException.class);
        }
    }

    @Test
    void two_reports_of_one_box_that_plain_aes_gcm_opens_under_two_keys_are_not_both_believed() throws Exception {
        byte[] one = server.bytes(32);
        byte[] other = server.bytes(32);

        Colliding bare = colliding(one, other, null);
        Colliding committed = colliding(one, other, one);

        for (byte[] key : List.of(one, other)) {
            assertThatThrownBy(() -> ReportCheck.of(bare.disclosed(key), server.trust()))
                    .hasMessageContaining("the key is not the one that the box commits to");
        }
        assertThatCode(() -> ReportCheck.of(committed.disclosed(one), server.trust()))
                .as("the one reading that it commits to")
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ReportCheck.of(committed.disclosed(other), server.trust()))
                .hasMessageContaining("the key is not the one that the box commits to");
    }

    private interface Colliding {
        byte[] disclosed(byte[] key) throws IOException;
    }

    /// A report whose record of the search is in a box that opens under two keys.
    ///
    /// Sixteen bytes have to be what makes both tags equal: they are within the hash of the probe, where nobody
    /// would notice.
    ///
    /// @param committed the key that the box commits to; null: neither
    private Colliding colliding(byte[] one, byte[] other, byte @Nullable [] committed) throws Exception {
        Plan plan = server.plan();
        int record = 1;
        byte[] content = plan.cells.get(record).getFirst();
        assertThat(plan.cells.get(record)).hasSize(1);
        String hash = ReportJson.MAPPER
                .readTree(plan.report)
                .at("/recorded/search/probe/sha256")
                .asString();
        int at = indexOf(content, HexFormat.of().parseHex(hash));
        int free = Math.ceilDiv(at, 16);
        byte[] label = server.bytes(Label.LENGTH);
        byte[] box = Salamander.box(one, other, committed, label, content, free);
        byte[] changed = Salamander.opened(one, box, label);
        plan.report = plan.report.replace(
                "\"sha256\":\"" + hash, "\"sha256\":\"" + HexFormat.of().formatHex(changed, at, at + 32));
        SealedEvent event = plan.events.get(record);
        byte[] bytes = Arrays.copyOfRange(changed, CheatingServer.HEADER, CheatingServer.HEADER + event.bytes().length);
        plan.report = plan.report.replace(Sha256.hex(event.bytes()), Sha256.hex(bytes));
        Cell cell = new Cell(new Label(label), box);
        return key -> {
            List<List<DisclosedCell>> records = new ArrayList<>();
            for (List<byte[]> contents : plan.cells) {
                records.add(contents.stream().map(server::sealed).toList());
            }
            records.set(record, List.of(new DisclosedCell(cell, key)));
            return server.exported(plan, records);
        };
    }

    private static int indexOf(byte[] in, byte[] what) {
        for (int i = 0; i + what.length <= in.length; i++) {
            if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) return i;
        }
        throw new AssertionError("the hash is not in the record");
    }
}
