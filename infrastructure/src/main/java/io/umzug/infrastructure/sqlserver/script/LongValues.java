package io.umzug.infrastructure.sqlserver.script;

import io.umzug.domain.schema.Literals;
import io.umzug.domain.schema.RowBatches;
import io.umzug.domain.schema.RowBatches.LongValue;
import io.umzug.domain.schema.SystemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Values that may be longer than memory: read as streams, and written in pieces. */
final class LongValues {

  /** Characters of one literal; bytes take two. */
  private final int piece;

  LongValues(int piece) {
    this.piece = piece;
  }

  void text(ResultSet row, int index, RowBatches batches) throws SQLException, IOException {
    text(row, index, batches, UnaryOperator.identity());
  }

  void xml(ResultSet row, int index, RowBatches batches) throws SQLException, IOException {
    text(row, index, batches, Literals::xml);
  }

  private void text(ResultSet row, int index, RowBatches batches, UnaryOperator<String> wrapped)
      throws SQLException, IOException {
    try (Reader reader = row.getCharacterStream(index)) {
      if (reader == null) {
        batches.value(Literals.NULL);
        return;
      }
      char[] buffer = new char[piece + 1];
      int read = fill(reader, buffer, 0);
      if (read <= piece) {
        batches.value(wrapped.apply(Literals.text(new String(buffer, 0, read))));
        return;
      }
      LongValue value = batches.longText();
      while (read > 0) {
        int taken = whole(buffer, read);
        value.piece(Literals.text(new String(buffer, 0, taken)));
        System.arraycopy(buffer, taken, buffer, 0, read - taken);
        read = fill(reader, buffer, read - taken);
      }
      batches.value(wrapped.apply(value.expression()));
    }
  }

  /** A pair of surrogates stays together: alone they would have to go as bytes. */
  private int whole(char[] buffer, int read) {
    int taken = Math.min(read, piece);
    return taken > 1 && taken < read && Character.isHighSurrogate(buffer[taken - 1])
        ? taken - 1
        : taken;
  }

  private static int fill(Reader reader, char[] buffer, int from) throws IOException {
    int at = from;
    while (at < buffer.length) {
      int read = reader.read(buffer, at, buffer.length - at);
      if (read < 0) {
        break;
      }
      at += read;
    }
    return at;
  }

  void binary(ResultSet row, int index, RowBatches batches) throws SQLException, IOException {
    binary(row, index, batches, UnaryOperator.identity());
  }

  void binaryAs(SystemType type, ResultSet row, int index, RowBatches batches)
      throws SQLException, IOException {
    binary(row, index, batches, expression -> Literals.binaryAs(type, expression));
  }

  private void binary(ResultSet row, int index, RowBatches batches, UnaryOperator<String> wrapped)
      throws SQLException, IOException {
    try (InputStream in = row.getBinaryStream(index)) {
      if (in == null) {
        batches.value(Literals.NULL);
        return;
      }
      byte[] buffer = new byte[piece / 2];
      int read = in.readNBytes(buffer, 0, buffer.length);
      if (read < buffer.length) {
        batches.value(wrapped.apply(Literals.binary(Arrays.copyOf(buffer, read))));
        return;
      }
      LongValue value = batches.longBinary();
      while (read > 0) {
        value.piece(Literals.binary(Arrays.copyOf(buffer, read)));
        read = in.readNBytes(buffer, 0, buffer.length);
      }
      batches.value(wrapped.apply(value.expression()));
    }
  }
}
