package io.umzug.domain.backuplog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever stands in a log: no crash, no line lost, and chunks do not matter. */
class LogPropertyTest {

  private static final int CASES = Integer.getInteger("umzug.fuzz.cases", 400);
  private static final long SEED = 20210123;

  private static final List<Charset> CHARSETS =
      List.of(
          StandardCharsets.UTF_8,
          StandardCharsets.UTF_16LE,
          StandardCharsets.UTF_16BE,
          StandardCharsets.UTF_16,
          Charset.forName("windows-1252"),
          Charset.forName("IBM850"));

  @Test
  void every_line_stands_in_exactly_one_entry() {
    for (int seed = 0; seed < CASES; seed++) {
      byte[] log = log(new Random(SEED + seed));
      List<LogLine> lines = new ArrayList<>();
      List<LogEntry> entries = new ArrayList<>();
      EntryAssembler assembler = new EntryAssembler(entries::add, 500);
      LineDecoder decoder =
          new LineDecoder(
              line -> {
                lines.add(line);
                assembler.accept(line);
              },
              200);
      decoder.accept(log, 0, log.length);
      decoder.end();
      assembler.end();
      assertThat(withoutBreaks(entries.stream().map(LogEntry::original).toList()))
          .as("seed %d", SEED + seed)
          .isEqualTo(withoutBreaks(lines.stream().map(LogLine::text).toList()));
      assertThat(covered(entries)).as("seed %d", SEED + seed).isEqualTo(numbers(lines));
    }
  }

  private static String withoutBreaks(List<String> texts) {
    return texts.stream().map(text -> text.replace("\n", "")).collect(Collectors.joining());
  }

  private static List<Long> numbers(List<LogLine> lines) {
    return lines.stream().map(LogLine::number).distinct().toList();
  }

  private static List<Long> covered(List<LogEntry> entries) {
    List<Long> numbers = new ArrayList<>();
    for (LogEntry entry : entries) {
      for (long line = entry.place().line(); line <= entry.place().lastLine(); line++) {
        if (numbers.isEmpty() || numbers.getLast() != line) {
          numbers.add(line);
        }
      }
    }
    return numbers;
  }

  @Test
  void however_the_bytes_are_cut_the_runs_are_the_same() {
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(SEED + seed);
      byte[] log = log(random);
      List<LogRun> cut = new ArrayList<>();
      BackupLogReader reader = new BackupLogReader(Vocabulary.known(), List.of(), cut::add);
      for (int at = 0; at < log.length; ) {
        int count = Math.min(log.length - at, 1 + random.nextInt(random.nextBoolean() ? 3 : 300));
        reader.accept(log, at, count);
        at += count;
      }
      reader.end();
      assertThat(cut).as("seed %d", SEED + seed).isEqualTo(Logs.runs(log, Vocabulary.known()));
    }
  }

  /** The excerpt, whole or cut, between garbage, in some encoding. */
  private static byte[] log(Random random) {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    int parts = 1 + random.nextInt(5);
    Charset charset = CHARSETS.get(random.nextInt(CHARSETS.size()));
    for (int i = 0; i < parts; i++) {
      byte[] part =
          switch (random.nextInt(5)) {
            case 0 -> garbage(random);
            case 1 -> randomText(random).getBytes(charset);
            case 2 -> Logs.EXCERPT.getBytes(CHARSETS.get(random.nextInt(CHARSETS.size())));
            default ->
                Logs.EXCERPT.replace("\n", random.nextBoolean() ? "\r\n" : "\r").getBytes(charset);
          };
      int from = random.nextInt(4) == 0 ? random.nextInt(part.length + 1) : 0;
      int to = random.nextInt(3) == 0 ? from + random.nextInt(part.length - from + 1) : part.length;
      log.write(part, from, to - from);
    }
    byte[] all = log.toByteArray();
    for (int flips = random.nextInt(4); flips > 0 && all.length > 0; flips--) {
      all[random.nextInt(all.length)] = (byte) random.nextInt(256);
    }
    return all;
  }

  private static byte[] garbage(Random random) {
    byte[] garbage = new byte[random.nextInt(700)];
    random.nextBytes(garbage);
    return garbage;
  }

  private static String randomText(Random random) {
    String pieces = "0123456789.:/ -[]'\"\\\r\n\tERINFäöüß€abcXY{}()|;,\u0000\uD83D\uDE00";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(400); i > 0; i--) {
      text.append(pieces.charAt(random.nextInt(pieces.length())));
    }
    return text.toString();
  }
}
