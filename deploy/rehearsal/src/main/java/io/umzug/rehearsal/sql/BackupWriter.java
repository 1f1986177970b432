package io.umzug.rehearsal.sql;

import java.io.DataOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import tools.jackson.databind.ObjectMapper;

/**
 * Writes a backup's files directly under their final names, as SQL Server does: each with a header,
 * checked blocks of content in turn, and a trailer. Without its trailer a file is no backup.
 */
final class BackupWriter implements AutoCloseable {

  static final byte[] MAGIC = "UMZGBAK1".getBytes(StandardCharsets.US_ASCII);
  static final byte[] END_MAGIC = "UMZGEND1".getBytes(StandardCharsets.US_ASCII);
  static final int BLOCK = 256 * 1024;
  static final ObjectMapper JSON = new ObjectMapper();

  private final List<Stripe> stripes = new ArrayList<>();
  private final Deflater deflater;
  private final Counting counting;
  private final DataOutputStream content;

  private BackupWriter(boolean compressed) {
    this.deflater = new Deflater(compressed ? Deflater.BEST_SPEED : Deflater.NO_COMPRESSION);
    this.counting = new Counting(new DeflaterOutputStream(new Blocks(), deflater, 64 * 1024));
    this.content = new DataOutputStream(counting);
  }

  /**
   * @param paths its stripes, in their order
   */
  static BackupWriter create(List<Path> paths, BackupHeader header) throws IOException {
    BackupWriter writer = new BackupWriter(header.media().compressed());
    try {
      for (Path path : paths) {
        writer.stripes.add(new Stripe(path, header.ofStripe(writer.stripes.size() + 1)));
      }
      return writer;
    } catch (IOException e) {
      writer.close();
      throw e;
    }
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

  /** Ends the files and forces them to disk. */
  BackupHeader.Trailer finish(String finished, long rows) throws IOException {
    content.close();
    long size = 0;
    for (Stripe stripe : stripes) {
      size += stripe.finish(finished, rows, counting.bytes);
    }
    return new BackupHeader.Trailer(finished, rows, size, "", counting.bytes);
  }

  @Override
  public void close() throws IOException {
    deflater.end();
    for (Stripe stripe : stripes) {
      stripe.file.close();
    }
  }

  /** One of the files. */
  private static final class Stripe {
    private final FileChannel file;
    private final MessageDigest digest = sha256();

    Stripe(Path path, BackupHeader header) throws IOException {
      this.file =
          FileChannel.open(
              path,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
      byte[] json = JSON.writeValueAsBytes(header);
      write(
          ByteBuffer.allocate(MAGIC.length + 8 + json.length)
              .put(MAGIC)
              .putInt(json.length)
              .putInt(crc(json, json.length))
              .put(json)
              .flip());
    }

    /** Answers its size before the trailer. */
    long finish(String finished, long rows, long content) throws IOException {
      write(ByteBuffer.allocate(4).putInt(0).flip());
      long size = file.position();
      byte[] json =
          JSON.writeValueAsBytes(
              new BackupHeader.Trailer(
                  finished, rows, size, HexFormat.of().formatHex(digest.digest()), content));
      write(
          ByteBuffer.allocate(json.length + 8 + END_MAGIC.length)
              .put(json)
              .putInt(crc(json, json.length))
              .putInt(json.length)
              .put(END_MAGIC)
              .flip());
      file.force(true);
      return size;
    }

    private void write(ByteBuffer bytes) throws IOException {
      digest.update(bytes.duplicate());
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    }
  }

  /** How much there was before any compression. */
  private static final class Counting extends FilterOutputStream {
    private long bytes;

    Counting(OutputStream next) {
      super(next);
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      bytes++;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      out.write(source, offset, length);
      bytes += length;
    }
  }

  /** Collects compressed bytes and writes them in blocks with a checksum each. */
  private final class Blocks extends OutputStream {
    private final byte[] block = new byte[BLOCK];
    private int filled;
    private int written;

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
        Stripe next = stripes.get(written++ % stripes.size());
        next.write(
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
