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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads the files of a backup and checks every block of them. */
final class BackupReader implements AutoCloseable {

  /** The file is no backup, or no longer a whole one. */
  static final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
      super(message);
    }
  }

  /** One of the files, as it was named. */
  private static final class Stripe {
    private final String name;
    private final DataInputStream file;
    private final MessageDigest digest = BackupWriter.sha256();
    private final BackupHeader header;
    private final BackupHeader.Trailer trailer;

    Stripe(Path path, String name) throws IOException {
      this.name = name;
      this.trailer = BackupReader.trailer(path);
      this.file =
          new DataInputStream(
              new DigestInputStream(
                  new BufferedInputStream(Files.newInputStream(path), BackupWriter.BLOCK), digest));
      this.header = BackupReader.header(file);
    }

    int number() {
      return header.media().stripe();
    }
  }

  private final List<Stripe> stripes;
  private final Blocks blocks = new Blocks();

  private BackupReader(List<Stripe> stripes) {
    this.stripes = stripes.stream().sorted(Comparator.comparingInt(Stripe::number)).toList();
  }

  /** Opens the files of one backup, in any order. */
  static BackupReader open(List<Device> devices) throws SqlRefusal {
    List<Stripe> stripes = new ArrayList<>();
    try {
      for (Device device : devices) {
        Path path = device.forReading();
        try {
          stripes.add(new Stripe(path, device.name()));
        } catch (IOException e) {
          throw device.cannotOpen(e);
        }
      }
      requireOneSet(stripes);
      return new BackupReader(stripes);
    } catch (SqlRefusal e) {
      close(stripes);
      throw e;
    }
  }

  private static void requireOneSet(List<Stripe> stripes) throws SqlRefusal {
    Stripe first = stripes.getFirst();
    int families = first.header.media().stripes();
    Map<Integer, Stripe> seen = new HashMap<>();
    for (Stripe stripe : stripes) {
      if (!stripe.header.backupSet().equals(first.header.backupSet())) {
        throw SqlRefusal.of(
            3232,
            16,
            1,
            "The volume mounted on \"%s\" does not have the expected backup set identity. The volume"
                + " may be obsolete due to a more recent overwrite of this media family. In that"
                + " case, locate the correct volume with sequence number 1 of media family %d.",
            stripe.name,
            stripe.number());
      }
      Stripe same = seen.put(stripe.number(), stripe);
      if (same != null) {
        throw SqlRefusal.of(
            3227,
            16,
            1,
            "The backup media on \"%s\" is part of media family %d which has already been processed"
                + " on \"%s\". Ensure that backup devices are correctly specified. For tape"
                + " devices, ensure that the correct volumes are loaded.",
            stripe.name,
            stripe.number(),
            same.name);
      }
    }
    if (stripes.size() < families) {
      throw SqlRefusal.of(
          3132,
          16,
          1,
          "The media set has %d media families but only %d are provided. All members must be"
              + " provided.",
          families,
          stripes.size());
    }
  }

  BackupHeader header() {
    return stripes.getFirst().header;
  }

  /** What the trailers say together. */
  BackupHeader.Trailer trailer() {
    BackupHeader.Trailer first = stripes.getFirst().trailer;
    return new BackupHeader.Trailer(
        first.finished(),
        first.rows(),
        stripes.stream().mapToLong(stripe -> stripe.trailer.size()).sum(),
        "",
        first.content());
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
    for (Stripe stripe : stripes) {
      if (stripe != blocks.endedIn && stripe.file.readInt() != 0
          || !HexFormat.of().formatHex(stripe.digest.digest()).equals(stripe.trailer.sha256())) {
        throw new DamagedException("the checksum of the whole is wrong");
      }
    }
  }

  @Override
  public void close() {
    close(stripes);
  }

  private static void close(List<Stripe> stripes) {
    for (Stripe stripe : stripes) {
      try {
        stripe.file.close();
      } catch (IOException _) {
        // It was only read.
      }
    }
  }

  private final class Blocks extends InputStream {
    private byte[] block = new byte[0];
    private int at;
    private int taken;
    private @Nullable Stripe endedIn;

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
      if (endedIn != null) {
        return false;
      }
      Stripe stripe = stripes.get(taken++ % stripes.size());
      DataInputStream file = stripe.file;
      int length = file.readInt();
      if (length == 0) {
        endedIn = stripe;
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
