package io.umzug.rehearsal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What stands behind WITH in BACKUP and RESTORE. */
final class MediaOptions {

  static final String ALGORITHM = "ALGORITHM";
  static final String CERTIFICATE = "SERVER CERTIFICATE";
  private static final int MOST_DEVICES = 64;
  private static final Set<String> FLAGS =
      Set.of(
          "COPY_ONLY",
          "CHECKSUM",
          "NO_CHECKSUM",
          "FORMAT",
          "NOFORMAT",
          "INIT",
          "NOINIT",
          "SKIP",
          "NOSKIP",
          "NOREWIND",
          "REWIND",
          "NOUNLOAD",
          "UNLOAD",
          "COMPRESSION",
          "NO_COMPRESSION",
          "CONTINUE_AFTER_ERROR",
          "STOP_ON_ERROR",
          "REPLACE",
          "RECOVERY",
          "NORECOVERY",
          "RESTART",
          "RESTRICTED_USER",
          "LOADHISTORY");
  private static final Set<String> VALUES =
      Set.of(
          "NAME",
          "DESCRIPTION",
          "MEDIANAME",
          "MEDIADESCRIPTION",
          "BUFFERCOUNT",
          "MAXTRANSFERSIZE",
          "BLOCKSIZE",
          "RETAINDAYS",
          "EXPIREDATE",
          "FILE",
          "STATS");

  private final Set<String> flags = new TreeSet<>();
  private final Map<String, String> values = new TreeMap<>();
  private final Map<String, String> moves = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** Reads {@code [WITH option, …]} to the end of the statement. */
  static MediaOptions read(TokenCursor in) throws SqlRefusal {
    MediaOptions options = new MediaOptions();
    if (in.accept("WITH")) {
      do {
        options.one(in);
      } while (in.acceptSymbol(","));
    }
    in.end();
    return options;
  }

  private void one(TokenCursor in) throws SqlRefusal {
    Token token = in.peek();
    String option = in.name().toUpperCase(Locale.ROOT);
    if (option.equals("MOVE")) {
      String logical = in.string();
      in.expect("TO");
      moves.put(logical, in.string());
    } else if (option.equals("ENCRYPTION")) {
      encryption(in);
    } else if (option.equals("STATS") && !in.peek().symbol("=")) {
      values.put(option, "10");
    } else if (VALUES.contains(option)) {
      in.expectSymbol("=");
      values.put(option, in.next().text());
    } else if (FLAGS.contains(option)) {
      flags.add(option);
    } else {
      throw SqlRefusal.of(155, 15, 1, "'%s' is not a recognized option.", token.text());
    }
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }

  String value(String name) {
    return values.getOrDefault(name, "");
  }

  Map<String, String> moves() {
    return moves;
  }

  /** Every how many percent to say so; 0 for not at all. */
  int stats() throws SqlRefusal {
    String stats = value("STATS");
    if (stats.isEmpty()) {
      return 0;
    }
    if (!stats.matches("[0-9]{1,3}")) {
      throw SqlRefusal.of(102, 15, 1, "Incorrect syntax near '%s'.", stats);
    }
    return Math.clamp(Integer.parseInt(stats), 1, 100);
  }

  /** {@code DISK = N'path', …}. */
  static List<Device> disks(TokenCursor in, SqlInstance instance, String operation)
      throws SqlRefusal {
    List<Device> devices = new ArrayList<>();
    do {
      in.expect("DISK");
      in.expectSymbol("=");
      devices.add(new Device(instance, in.string(), operation));
    } while (in.acceptSymbol(","));
    if (devices.size() > MOST_DEVICES) {
      throw SqlRefusal.of(
          3205,
          16,
          1,
          "Too many backup devices specified for backup or restore; only %d are allowed.",
          MOST_DEVICES);
    }
    return devices;
  }

  /** {@code ENCRYPTION (ALGORITHM = …, SERVER CERTIFICATE = …)}. */
  private void encryption(TokenCursor in) throws SqlRefusal {
    in.expectSymbol("(");
    in.expect("ALGORITHM");
    in.expectSymbol("=");
    values.put(ALGORITHM, in.name().toUpperCase(Locale.ROOT));
    in.expectSymbol(",");
    in.expect("SERVER", "CERTIFICATE");
    in.expectSymbol("=");
    values.put(CERTIFICATE, in.name());
    in.expectSymbol(")");
  }

  /** A database's name, which may come from a parameter. */
  static String database(TokenCursor in) throws SqlRefusal {
    return in.peek().kind() == Token.Kind.STRING ? in.string() : in.name();
  }
}
