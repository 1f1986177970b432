package io.umzug.domain.backuplog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogEntryTest {

  private static final LocalDateTime EVENING = LocalDateTime.of(2021, 1, 23, 22, 39, 49);

  private static LogEntry entry(String line) {
    List<LogEntry> entries = Logs.entries(line);
    assertThat(entries).hasSize(1);
    return entries.getFirst();
  }

  @Test
  void german_english_and_iso_times_are_understood() {
    for (String time :
        List.of(
            "23.01.2021 22:39:49",
            "23.1.21 22:39:49",
            "[23.01.2021 22:39:49]",
            "1/23/2021 10:39:49 PM",
            "01/23/2021, 10:39:49 p.m.",
            "23/01/2021 22:39:49",
            "2021-01-23 22:39:49",
            "2021-01-23T22:39:49+01:00",
            "2021/01/23 22:39:49")) {
      LogEntry entry = entry(time + " ERR said so");
      assertThat(entry.time()).as(time).isEqualTo(EVENING);
      assertThat(entry.level().isError()).as(time).isTrue();
      assertThat(entry.message()).as(time).isEqualTo("said so");
      assertThat(entry.original()).isEqualTo(time + " ERR said so");
    }
    assertThat(entry("23.01.2021 22:39:49,125 INF x").time())
        .isEqualTo(EVENING.withNano(125_000_000));
    assertThat(entry("1/23/2021 12:39:49 AM INF x").time()).isEqualTo(EVENING.withHour(0));
  }

  @Test
  void once_a_day_beyond_twelve_stands_first_it_stands_first_ever_after() {
    List<LogEntry> entries = Logs.entries("23/01/2021 22:39:49 INF a\n01/02/2021 22:39:49 INF b");
    assertThat(entries.getLast().time()).isEqualTo(LocalDateTime.of(2021, 2, 1, 22, 39, 49));
  }

  @Test
  void other_levels_are_taken_as_they_come_and_are_no_errors() {
    LogEntry warning = entry("23.01.2021 22:39:49 WRN mind the gap");
    assertThat(warning.level().word()).isEqualTo("WRN");
    assertThat(warning.level().isError()).isFalse();
    assertThat(entry("23.01.2021 22:39:49 [ERROR] x").level().isError()).isTrue();
    LogEntry none = entry("23.01.2021 22:39:49 Sicherung");
    assertThat(none.level().isNamed()).isFalse();
    assertThat(none.message()).isEqualTo("Sicherung");
  }

  @Test
  void what_is_no_time_belongs_to_the_entry_before() {
    for (String line :
        List.of(
            "garbage",
            "",
            "99.99.2021 22:39:49 ERR x",
            "23.01.2021",
            "23.01.2021 25:39:49 ERR x",
            "5 of 7",
            "23.01/2021 22:39:49 ERR x",
            "\u0000\u0001\u0002")) {
      List<LogEntry> entries = Logs.entries("23.01.2021 22:39:49 ERR a\n" + line + "\n");
      assertThat(entries).as(line).hasSize(1);
      assertThat(entries.getFirst().original()).isEqualTo("23.01.2021 22:39:49 ERR a\n" + line);
    }
  }

  @Test
  void lines_before_any_time_are_an_entry_without_one() {
    List<LogEntry> entries = Logs.entries("cut off here.\nand here\n23.01.2021 22:39:49 INF a");
    assertThat(entries).hasSize(2);
    assertThat(entries.getFirst().time()).isNull();
    assertThat(entries.getFirst().original()).isEqualTo("cut off here.\nand here");
    assertThat(entries.getLast().place()).hasToString("line 3");
  }

  @Test
  void an_entry_that_is_too_long_goes_on_in_the_next_and_loses_no_line() {
    List<LogEntry> entries = new ArrayList<>();
    EntryAssembler assembler = new EntryAssembler(entries::add, 64);
    assembler.accept(new LogLine(1, "23.01.2021 22:39:49 ERR begins", false));
    for (int line = 2; line < 50; line++) {
      assembler.accept(new LogLine(line, "line number " + line, false));
    }
    assembler.end();
    assertThat(entries).hasSizeGreaterThan(5);
    assertThat(entries).allMatch(entry -> entry.original().length() <= 64);
    assertThat(entries.stream().skip(1)).allMatch(LogEntry::continuesLast);
    assertThat(entries.stream().flatMap(entry -> entry.original().lines())).hasSize(49);
    assertThat(entries.stream().map(LogEntry::level)).allMatch(Level::isError);
  }

  @Test
  void an_entry_wraps_over_the_border_of_two_rotated_files() {
    List<LogEntry> entries = new ArrayList<>();
    EntryAssembler assembler = new EntryAssembler(entries::add);
    assembler.startFile("old.log");
    assembler.accept(new LogLine(7, "23.01.2021 22:39:49 ERR Cannot open", false));
    assembler.startFile("new.log");
    assembler.accept(new LogLine(1, "backup device", false));
    assembler.end();
    assertThat(entries).hasSize(1);
    assertThat(entries.getFirst().words()).isEqualTo("Cannot open backup device");
    assertThat(entries.getFirst().place()).hasToString("old.log, line 7 to new.log, line 1");
  }
}
