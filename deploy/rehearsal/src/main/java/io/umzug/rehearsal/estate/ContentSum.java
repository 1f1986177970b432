package io.umzug.rehearsal.estate;

import io.umzug.rehearsal.tds.SqlServerMessage;
import io.umzug.rehearsal.tds.SqlSession;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the SHA-256 of each row of a result, so that neither the order of the rows nor that of
 * their arrival matters, and yet a row that comes twice counts twice.
 */
final class ContentSum implements SqlSession.Results {

  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

  private final MessageDigest digest = sha256();
  private BigInteger sum = BigInteger.ZERO;
  private long rows;

  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  long rows() {
    return rows;
  }

  String text() {
    return "%064x".formatted(sum);
  }

  @Override
  public void columns(List<SqlSession.Column> columns) {
    columns.forEach(column -> feed(column.name()));
    add();
  }

  @Override
  public void row(@Nullable Object[] values) {
    for (Object value : values) {
      feed(value);
    }
    add();
    rows++;
  }

  /** Each value bears its length, so that no two rows run together into the same bytes. */
  private void feed(@Nullable Object value) {
    if (value == null) {
      digest.update((byte) 0);
      return;
    }
    byte[] bytes =
        value instanceof byte[] binary ? binary : value.toString().getBytes(StandardCharsets.UTF_8);
    digest.update((byte) 1);
    digest.update(String.valueOf(bytes.length).getBytes(StandardCharsets.US_ASCII));
    digest.update((byte) ':');
    digest.update(bytes);
  }

  private void add() {
    sum = sum.add(new BigInteger(1, digest.digest())).mod(MODULUS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  @Override
  public void done(SqlSession.StatementKind kind, long rowCount) {}

  @Override
  public void message(SqlServerMessage message) {}

  @Override
  public void databaseChanged(String from, String to) {}
}
