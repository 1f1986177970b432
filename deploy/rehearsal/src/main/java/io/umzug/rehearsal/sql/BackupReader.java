package io.umzug.rehearsal.sql;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.InflaterInputStream;
import tools.jackson.core.JacksonException;

/** Reads a backup file and checks every block of it. */
final class BackupReader implements AutoCloseable {

  /** The file is no backup, or no longer a whole one. */
  static final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
      super(message);
    }
  }

  private final DataInputStream file;
  private final MessageDigest digest = BackupWriter.sha256();
  private final BackupHeader header;
  private final BackupHeader.Trailer trailer;
  private final Blocks blocks = new Blocks();

  private BackupReader(Path path) throws IOException {
    this.trailer = trailer(path);
    this.file =
        new DataInputStream(
            new DigestInputStream(
                new BufferedInputStream(Files.newInputStream(path), BackupWriter.BLOCK), digest));
    this.header = header(file);
  }

  static BackupReader open(Path path) throws IOException {
    return new BackupReader(path);
  }

  BackupHeader header() {
    return header;
  }

  BackupHeader.Trailer trailer() {
    return trailer;
  }

  /** Where the rows come from. */
  DataInputStream content() {
    return new DataInputStream(new BufferedInputStream(new InflaterInputStream(blocks), 65536));
  }

  private static BackupHeader header(DataInputStream in) throws IOException {
    if (!Arrays.equals(in.readNBytes(BackupWriter.MAGIC.length), BackupWriter.MAGIC)) {
      throw new DamagedException("no backup");
    }
    int length = in.readInt();
    int crc = in.readInt();
    return checked(in, length, crc, BackupHeader.class);
  }

  private static <T> T checked(DataInputStream in, int length, int crc, Class<T> type)
      throws IOException {
    if (length <= 0 || length > 16 * 1024 * 1024) {
      throw new DamagedException("a length is damaged");
    }
    byte[] json = in.readNBytes(length);
    if (json.length != length || BackupWriter.crc(json, length) != crc) {
      throw new DamagedException("a description is damaged");
    }
    try {
      return BackupWriter.JSON.readValue(json, type);
    } catch (JacksonException e) {
      throw new DamagedException("a description is damaged: " + e.getMessage());
    }
  }

  private static BackupHeader.Trailer trailer(Path path) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(path.toFile(), "r")) {
      int tail = 8 + BackupWriter.END_MAGIC.length;
      if (in.length() < tail) {
        throw new DamagedException("the end is missing");
      }
      in.seek(in.length() - tail);
      int crc = in.readInt();
      int length = in.readInt();
      byte[] magic = new byte[BackupWriter.END_MAGIC.length];
      in.readFully(magic);
      if (!Arrays.equals(magic, BackupWriter.END_MAGIC)
          || length <= 0
          || length > in.length() - tail) {
        throw new DamagedException("the end is missing");
      }
      in.seek(in.length() - tail - length);
      byte[] json = new byte[length];
      in.readFully(json);
      return checked(
          new DataInputStream(new java.io.ByteArrayInputStream(json)),
          length,
          crc,
          BackupHeader.Trailer.class);
    }
  }

  /** Reads what is left and compares the whole with the trailer. */
  void verifyToEnd() throws IOException {
    byte[] sink = new byte[65536];
    while (blocks.read(sink, 0, sink.length) >= 0) {
      // Every block is checked as it is read.
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(trailer.sha256())) {
      throw new DamagedException("the checksum of the whole is wrong");
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private final class Blocks extends InputStream {
    private byte[] block = new byte[0];
    private int at;
    private boolean ended;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (at == block.length && !next()) {
        return -1;
      }
      int part = Math.min(length, block.length - at);
      System.arraycopy(block, at, target, offset, part);
      at += part;
      return part;
    }

    private boolean next() throws IOException {
      if (ended) {
        return false;
      }
      int length = file.readInt();
      if (length == 0) {
        ended = true;
        return false;
      }
      if (length < 0 || length > BackupWriter.BLOCK) {
        throw new DamagedException("a block's length is damaged");
      }
      int crc = file.readInt();
      block = file.readNBytes(length);
      at = 0;
      if (block.length != length || BackupWriter.crc(block, length) != crc) {
        throw new DamagedException("a block is damaged");
      }
      return true;
    }
  }
}
