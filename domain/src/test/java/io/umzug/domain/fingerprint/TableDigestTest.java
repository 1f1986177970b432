package io.umzug.domain.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.evidence.TableFingerprint;
import io.umzug.domain.schema.Column;
import io.umzug.domain.schema.DataType;
import io.umzug.domain.schema.ObjectName;
import io.umzug.domain.schema.SystemType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TableDigestTest {

  private static final long SEED = 20_261_125;
  private static final int CASES = Integer.getInteger("umzug.fingerprint.cases", 300);
  private static final ObjectName TABLE = new ObjectName("dbo", "T");
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("id", DataType.of(SystemType.INT), false),
          Column.of("note", DataType.sized(SystemType.NVARCHAR, 80), true));

  /** How a random value of a type comes in. */
  private static final List<Function<Random, Consumer<TableDigest>>> VALUES =
      List.of(
          random -> in(random.nextLong(), TableDigest::integer),
          random -> in((long) random.nextInt(3), TableDigest::integer),
          random -> in(BigDecimal.valueOf(random.nextLong(), 4), (to, each) -> to.decimal(each, 4)),
          random -> in(random.nextGaussian(), TableDigest::floating),
          random -> in(random.nextFloat(), TableDigest::real),
          random -> in(LocalDate.ofEpochDay(random.nextInt(1_000_000)), TableDigest::date),
          random -> in(LocalTime.ofNanoOfDay(random.nextInt() & 0xFFFFFFFL), TableDigest::time),
          random ->
              in(
                  LocalDateTime.ofEpochSecond(random.nextInt(), 100, ZoneOffset.UTC),
                  TableDigest::dateTime),
          random ->
              in(
                  OffsetDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneOffset.ofHours(random.nextInt(14))),
                  TableDigest::dateTimeOffset),
          random -> in(text(random), TableDigest::text),
          random -> in(bytes(random), TableDigest::bytes),
          _ -> TableDigest::nothing);

  private static <T> Consumer<TableDigest> in(T value, BiConsumer<TableDigest, T> how) {
    return digest -> how.accept(digest, value);
  }

  private static String text(Random random) {
    char[] text = new char[random.nextInt(5)];
    for (int i = 0; i < text.length; i++) {
      text[i] = (char) random.nextInt(0x10000);
    }
    return new String(text);
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(5)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static TableFingerprint of(List<List<Consumer<TableDigest>>> rows) {
    TableDigest digest = new TableDigest(TABLE, COLUMNS, List.of());
    rows.forEach(
        row -> {
          row.forEach(value -> value.accept(digest));
          digest.endRow();
        });
    return digest.fingerprint();
  }

  @SafeVarargs
  private static String sumOfRow(Consumer<TableDigest>... values) {
    return of(List.of(List.of(values))).sum();
  }

  @Test
  void the_order_of_the_rows_does_not_matter_and_every_single_value_does() {
    for (int i = 0; i < CASES; i++) {
      Random random = new Random(SEED + i);
      List<List<Consumer<TableDigest>>> rows = new ArrayList<>();
      for (int row = 1 + random.nextInt(8); row > 0; row--) {
        rows.add(
            new ArrayList<>(
                VALUES.stream()
                    .map(value -> random.nextInt(4) == 0 ? nothing() : value.apply(random))
                    .toList()));
      }
      TableFingerprint before = of(rows);
      Collections.shuffle(rows, random);
      assertThat(of(rows)).as("seed %d", SEED + i).isEqualTo(before);

      int column = random.nextInt(VALUES.size());
      List<Consumer<TableDigest>> row = rows.get(random.nextInt(rows.size()));
      Consumer<TableDigest> own = row.get(column);
      Consumer<TableDigest> other = VALUES.get(column).apply(random);
      row.set(column, other);
      boolean same = sumOfRow(other).equals(sumOfRow(own));
      assertThat(of(rows).sum().equals(before.sum())).as("seed %d", SEED + i).isEqualTo(same);
    }
  }

  private static Consumer<TableDigest> nothing() {
    return TableDigest::nothing;
  }

  @Test
  void a_row_that_is_there_twice_counts_twice_and_none_is_no_row() {
    List<Consumer<TableDigest>> row = List.of(digest -> digest.integer(1));
    Set<String> sums = new HashSet<>();
    for (int times = 0; times < 5; times++) {
      TableFingerprint fingerprint = of(Collections.nCopies(times, row));
      assertThat(fingerprint.rows()).isEqualTo(times);
      assertThat(sums.add(fingerprint.sum())).isTrue();
    }
    assertThat(sums).contains("0".repeat(32));
  }

  @Test
  void null_the_empty_value_and_where_a_value_ends_are_told_apart() {
    assertThat(
            List.of(
                sumOfRow(TableDigest::nothing, digest -> digest.text("")),
                sumOfRow(digest -> digest.text(""), TableDigest::nothing),
                sumOfRow(digest -> digest.text(""), digest -> digest.text("")),
                sumOfRow(digest -> digest.text("a"), digest -> digest.text("b")),
                sumOfRow(digest -> digest.text("ab"), digest -> digest.text("")),
                sumOfRow(digest -> digest.text(""), digest -> digest.text("ab")),
                sumOfRow(digest -> digest.text("\uD800"), digest -> digest.text("")),
                sumOfRow(digest -> digest.text("\uDC00"), digest -> digest.text("")),
                sumOfRow(TableDigest::nothing, TableDigest::nothing)))
        .doesNotHaveDuplicates();
  }

  @Test
  void a_swap_between_two_rows_is_seen() {
    assertThat(of(List.of(pair("a", "1"), pair("b", "2"))).sum())
        .isNotEqualTo(of(List.of(pair("a", "2"), pair("b", "1"))).sum());
  }

  private static List<Consumer<TableDigest>> pair(String first, String second) {
    return List.of(digest -> digest.text(first), digest -> digest.text(second));
  }

  @Test
  void a_number_is_the_same_with_and_without_the_zeros_of_its_scale() {
    assertThat(sumOfRow(digest -> digest.decimal(new BigDecimal("1.5"), 4)))
        .isEqualTo(sumOfRow(digest -> digest.decimal(new BigDecimal("1.500000"), 4)))
        .isNotEqualTo(sumOfRow(digest -> digest.decimal(new BigDecimal("1.50001"), 4)))
        .isNotEqualTo(sumOfRow(digest -> digest.decimal(new BigDecimal("1.5"), 5)));
  }

  @Test
  void floats_count_by_their_bits_and_moments_by_their_offset() {
    assertThat(sumOfRow(digest -> digest.floating(0.0)))
        .isNotEqualTo(sumOfRow(digest -> digest.floating(-0.0)));
    OffsetDateTime moment = OffsetDateTime.of(2024, 2, 29, 12, 0, 0, 0, ZoneOffset.UTC);
    OffsetDateTime elsewhere = moment.withOffsetSameInstant(ZoneOffset.ofHoursMinutes(5, 30));
    assertThat(sumOfRow(digest -> digest.dateTimeOffset(moment)))
        .isNotEqualTo(sumOfRow(digest -> digest.dateTimeOffset(elsewhere)));
  }

  @Test
  void how_a_long_value_is_cut_into_pieces_does_not_matter() {
    byte[] bytes = new byte[40_000];
    new Random(SEED).nextBytes(bytes);
    char[] text = "Grüße 😀 ".repeat(3000).toCharArray();
    String whole = sumOfRow(digest -> digest.bytes(bytes), digest -> digest.text(new String(text)));
    for (int piece : new int[] {1, 7, 8191, 8192, 8193, 60_000}) {
      assertThat(
              sumOfRow(
                  digest -> {
                    for (int at = 0; at < bytes.length; at += piece) {
                      byte[] part =
                          Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece));
                      digest.piece(part, part.length);
                    }
                    digest.endValue();
                  },
                  digest -> {
                    for (int at = 0; at < text.length; at += piece) {
                      char[] part = Arrays.copyOfRange(text, at, Math.min(text.length, at + piece));
                      digest.piece(part, part.length);
                    }
                    digest.endValue();
                  }))
          .as("pieces of %d", piece)
          .isEqualTo(whole);
    }
  }

  @Test
  void the_sum_carries_from_its_low_half_to_its_high_one() {
    List<Consumer<TableDigest>> row = List.of(digest -> digest.integer(3));
    BigInteger one = new BigInteger(of(List.of(row)).sum(), 16);
    assertThat(new BigInteger(of(Collections.nCopies(1000, row)).sum(), 16))
        .isEqualTo(one.multiply(BigInteger.valueOf(1000)).mod(BigInteger.TWO.pow(128)));
  }

  @Test
  void columns_count_by_name_type_and_order() {
    Column id = COLUMNS.getFirst();
    Column renamed = Column.of("Note", DataType.sized(SystemType.NVARCHAR, 80), true);
    Column longer = Column.of("note", DataType.sized(SystemType.NVARCHAR, 82), true);
    assertThat(
            List.of(
                    COLUMNS,
                    COLUMNS.reversed(),
                    List.of(id),
                    List.of(id, renamed),
                    List.of(id, longer))
                .stream()
                .map(columns -> new TableDigest(TABLE, columns, List.of()).fingerprint().columns()))
        .doesNotHaveDuplicates()
        .allMatch(columns -> columns.length() == 32);
  }
}
