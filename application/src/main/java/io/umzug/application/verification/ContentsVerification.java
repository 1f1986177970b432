package io.umzug.application.verification;

import io.umzug.application.estate.Estate;
import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerAccesses;
import io.umzug.domain.evidence.DatabaseRestore;
import io.umzug.domain.evidence.TableFingerprint;
import io.umzug.domain.fingerprint.DatabaseFingerprint;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the tables of a move hold, as deeply as each estate's configuration wants to know. */
public final class ContentsVerification {

  /** How deeply a database that arrived is compared with the one that was sent. */
  public enum Depth {
    /** By the rows of each table. */
    ROWS,
    /** By every value of each table, too. */
    CHECKSUM
  }

  /**
   * An estate's wish.
   *
   * @param connections over which a database is read at a time
   * @param leaveOut tables whose values are not read, by their qualified names
   */
  public record Setting(Depth depth, int connections, Set<String> leaveOut) {

    public static final Setting ROWS =
        new Setting(Depth.ROWS, FingerprintOrder.USUAL_CONNECTIONS, Set.of());

    public Setting {
      FingerprintOrder.requireSensible(connections);
      leaveOut = Set.copyOf(leaveOut);
    }
  }

  private final SqlServerAccesses accesses;
  private final Fingerprints fingerprints;
  private final Map<String, Setting> settings;

  /**
   * @param settings by the estate's name; others are compared by rows
   */
  public ContentsVerification(
      SqlServerAccesses accesses, Fingerprints fingerprints, Map<String, Setting> settings) {
    this.accesses = accesses;
    this.fingerprints = fingerprints;
    this.settings = Map.copyOf(settings);
  }

  /** For who compares by rows only. */
  public static ContentsVerification ofRowsOnly() {
    return new ContentsVerification(
        (_, server) -> {
          throw new IllegalStateException("Nobody reads values on " + server);
        },
        new Unread(),
        Map.of());
  }

  private static final class Unread implements Fingerprints {
    @Override
    public DatabaseFingerprint take(
        SqlServerAccess access,
        String purpose,
        FingerprintOrder order,
        FingerprintProgress progress) {
      throw new IllegalStateException("Nobody reads values");
    }

    @Override
    public Set<String> tables(SqlServerAccess access, String purpose, String database) {
      throw new IllegalStateException("Nobody reads values");
    }
  }

  /** Whether every value is read; never of the database that is regenerated (F2). */
  public boolean reads(Estate estate, String database) {
    return setting(estate).depth() == Depth.CHECKSUM && !DatabaseRestore.isRegenerated(database);
  }

  private Setting setting(Estate estate) {
    return settings.getOrDefault(estate.name(), Setting.ROWS);
  }

  /**
   * Every table, in so far as it is not known.
   *
   * @param server its name in the estate
   * @throws io.umzug.application.sqlserver.SqlServerFailure where the server fails
   */
  public List<TableFingerprint> read(
      Estate estate,
      String server,
      String database,
      String workId,
      List<TableFingerprint> known,
      FingerprintProgress progress) {
    Setting setting = setting(estate);
    // A name of its own on the server: the work may end its earlier sessions while this one reads.
    String purpose = workId + "/contents";
    FingerprintOrder order =
        new FingerprintOrder(database, setting.leaveOut(), setting.connections(), known);
    return fingerprints.take(accesses.to(estate, server), purpose, order, progress).tables();
  }
}
