package io.umzug.domain.backuplog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineDecoderTest {

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final Charset CP850 = Charset.forName("IBM850");
  private static final String GERMAN =
      "Das Medium kann nicht geöffnet werden, Größe ungültig, „Zugriff“ für Übung";

  @Test
  void german_is_told_apart_in_windows_1252_cp850_and_utf_8() {
    String withoutQuotes = GERMAN.replace("„", "").replace("“", "");
    assertThat(Logs.texts(GERMAN, WINDOWS_1252)).containsExactly(GERMAN);
    assertThat(Logs.texts(GERMAN, StandardCharsets.UTF_8)).containsExactly(GERMAN);
    assertThat(Logs.texts(withoutQuotes, CP850)).containsExactly(withoutQuotes);
  }

  @Test
  void a_doubtful_line_is_read_like_the_lines_before_it() {
    String log = "kann nicht geöffnet werden\nälter\n";
    assertThat(Logs.texts(log, CP850)).containsExactly("kann nicht geöffnet werden", "älter");
    assertThat(Logs.texts(log, WINDOWS_1252))
        .containsExactly("kann nicht geöffnet werden", "älter");
  }

  @Test
  void each_line_of_a_log_of_mixed_encodings_is_read_as_what_it_is() {
    byte[] first = "für\n".getBytes(StandardCharsets.UTF_8);
    byte[] second = "für\n".getBytes(WINDOWS_1252);
    byte[] third = "verfügbar".getBytes(CP850);
    byte[] all = new byte[first.length + second.length + third.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    System.arraycopy(third, 0, all, first.length + second.length, third.length);
    assertThat(Logs.lines(all))
        .extracting(LogLine::text)
        .containsExactly("für", "für", "verfügbar");
  }

  @Test
  void every_byte_becomes_a_character_of_its_own_when_nothing_fits() {
    byte[] all = new byte[256];
    for (int i = 0; i < 256; i++) {
      all[i] = (byte) i;
    }
    List<LogLine> lines = Logs.lines(all);
    assertThat(lines).hasSize(3);
    assertThat(String.join("", lines.stream().map(LogLine::text).toList()))
        .hasSize(254)
        .satisfies(text -> assertThat(text.chars().distinct().count()).isEqualTo(254))
        .doesNotContain("\uFFFD");
  }

  @Test
  void a_byte_order_mark_is_no_text() {
    assertThat(Logs.texts("\uFEFFa\nb", StandardCharsets.UTF_8)).containsExactly("a", "b");
    assertThat(Logs.texts("\uFEFFa\nb", StandardCharsets.UTF_16LE)).containsExactly("a", "b");
    assertThat(Logs.texts("\uFEFFa\nb", StandardCharsets.UTF_16BE)).containsExactly("a", "b");
  }

  @Test
  void lines_end_with_cr_lf_or_both_and_empty_ones_count() {
    assertThat(Logs.lines("a\r\nb\rc\n\n\r\nd".getBytes(StandardCharsets.UTF_8)))
        .containsExactly(
            new LogLine(1, "a", false),
            new LogLine(2, "b", false),
            new LogLine(3, "c", false),
            new LogLine(4, "", false),
            new LogLine(5, "", false),
            new LogLine(6, "d", false));
    assertThat(Logs.lines(new byte[0])).isEmpty();
  }

  @Test
  void a_line_beyond_the_limit_comes_in_pieces_that_cut_no_character() {
    List<LogLine> lines = new ArrayList<>();
    LineDecoder decoder = new LineDecoder(lines::add, 8);
    byte[] log = "äöüäöüäöü€€€\nx".getBytes(StandardCharsets.UTF_8);
    decoder.accept(log, 0, log.length);
    decoder.end();
    assertThat(String.join("", lines.stream().map(LogLine::text).toList()))
        .isEqualTo("äöüäöüäöü€€€x");
    assertThat(lines)
        .filteredOn(line -> line.number() == 1)
        .last()
        .extracting(LogLine::goesOn)
        .isEqualTo(false);
    assertThat(lines).filteredOn(line -> line.number() == 2).hasSize(1);
  }

  @Test
  void what_follows_a_kept_position_is_read_as_if_nothing_had_been_between() {
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      byte[] log = Logs.EXCERPT.replace("\n", "\r\n").getBytes(charset);
      for (int cut = 0; cut < log.length; cut += 7) {
        List<LogLine> lines = new ArrayList<>();
        LineDecoder before = new LineDecoder(lines::add);
        before.accept(log, 0, cut);
        int position = Math.toIntExact(before.position().offset());
        LineDecoder after = LineDecoder.resumed(log, before.position(), lines::add);
        after.accept(log, position, log.length - position);
        after.end();
        assertThat(lines).as("%s cut at %d", charset, cut).isEqualTo(Logs.lines(log));
      }
    }
  }
}
