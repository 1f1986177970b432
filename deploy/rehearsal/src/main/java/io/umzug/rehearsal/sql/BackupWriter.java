package io.umzug.rehearsal.sql;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import tools.jackson.databind.ObjectMapper;

/**
 * Writes a backup file directly under its final name, as SQL Server does: header, checked blocks of
 * compressed content, trailer. Without its trailer a file is no backup.
 */
final class BackupWriter implements AutoCloseable {

  static final byte[] MAGIC = "UMZGBAK1".getBytes(StandardCharsets.US_ASCII);
  static final byte[] END_MAGIC = "UMZGEND1".getBytes(StandardCharsets.US_ASCII);
  static final int BLOCK = 256 * 1024;
  static final ObjectMapper JSON = new ObjectMapper();

  private final FileChannel file;
  private final MessageDigest digest = sha256();
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final DataOutputStream content;

  private BackupWriter(FileChannel file) {
    this.file = file;
    this.content =
        new DataOutputStream(new DeflaterOutputStream(new Blocks(), deflater, 64 * 1024));
  }

  static BackupWriter create(Path path, BackupHeader header) throws IOException {
    BackupWriter writer =
        new BackupWriter(
            FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE));
    byte[] json = JSON.writeValueAsBytes(header);
    writer.write(
        ByteBuffer.allocate(MAGIC.length + 8 + json.length)
            .put(MAGIC)
            .putInt(json.length)
            .putInt(crc(json, json.length))
            .put(json)
            .flip());
    return writer;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  /** Where the rows go. */
  DataOutputStream content() {
    return content;
  }

  /** Ends the file and forces it to disk. */
  BackupHeader.Trailer finish(String finished, long rows) throws IOException {
    content.close();
    write(ByteBuffer.allocate(4).putInt(0).flip());
    BackupHeader.Trailer trailer =
        new BackupHeader.Trailer(
            finished, rows, file.position(), HexFormat.of().formatHex(digest.digest()));
    byte[] json = JSON.writeValueAsBytes(trailer);
    write(
        ByteBuffer.allocate(json.length + 8 + END_MAGIC.length)
            .put(json)
            .putInt(crc(json, json.length))
            .putInt(json.length)
            .put(END_MAGIC)
            .flip());
    file.force(true);
    return trailer;
  }

  private void write(ByteBuffer bytes) throws IOException {
    digest.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    deflater.end();
    file.close();
  }

  /** Collects compressed bytes and writes them in blocks with a checksum each. */
  private final class Blocks extends OutputStream {
    private final byte[] block = new byte[BLOCK];
    private int filled;

    @Override
    public void write(int value) throws IOException {
      if (filled == BLOCK) {
        flushBlock();
      }
      block[filled++] = (byte) value;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int from = offset;
      int left = length;
      while (left > 0) {
        if (filled == BLOCK) {
          flushBlock();
        }
        int part = Math.min(left, BLOCK - filled);
        System.arraycopy(bytes, from, block, filled, part);
        filled += part;
        from += part;
        left -= part;
      }
    }

    private void flushBlock() throws IOException {
      if (filled > 0) {
        BackupWriter.this.write(
            ByteBuffer.allocate(8 + filled)
                .putInt(filled)
                .putInt(crc(block, filled))
                .put(block, 0, filled)
                .flip());
        filled = 0;
      }
    }

    @Override
    public void close() throws IOException {
      flushBlock();
    }
  }
}
