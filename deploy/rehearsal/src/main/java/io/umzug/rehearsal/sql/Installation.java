package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.InstanceState.Condition;
import io.umzug.rehearsal.sql.InstanceState.DataFile;
import io.umzug.rehearsal.sql.InstanceState.Database;
import io.umzug.rehearsal.sql.InstanceState.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What an instance holds when it is new, and what its start tidies up. */
final class Installation {

  static final String FILESTREAM = "filestream access level";

  private static final Map<String, Integer> OPTIONS =
      Map.of(
          FILESTREAM,
          0,
          "show advanced options",
          0,
          "max server memory (MB)",
          2147483647,
          "min server memory (MB)",
          0,
          "backup compression default",
          0,
          "backup checksum default",
          0,
          "remote access",
          1,
          "nested triggers",
          1,
          "xp_cmdshell",
          0,
          "max degree of parallelism",
          0);

  private static final List<String> SYSTEM_DATABASES = List.of("master", "tempdb", "model", "msdb");

  private Installation() {}

  static InstanceState fresh(InstanceSettings settings, String now) {
    List<Login> logins = new ArrayList<>();
    int id = 257;
    for (SqlLogin login : settings.logins()) {
      logins.add(Logins.create(login, login.name().equalsIgnoreCase("sa") ? 1 : id++, now));
    }
    if (logins.stream().noneMatch(login -> login.name().equalsIgnoreCase("sa"))) {
      String unguessable = UUID.randomUUID().toString();
      logins.add(Logins.create(new SqlLogin("sa", unguessable, Set.of("sysadmin")), 1, now));
    }
    List<Database> databases = new ArrayList<>();
    for (String name : SYSTEM_DATABASES) {
      databases.add(database(settings, name, databases.size() + 1, "01", now));
    }
    return new InstanceState(databases, logins, OPTIONS, OPTIONS, 0, id);
  }

  static Database database(
      InstanceSettings settings, String name, int id, String ownerSid, String now) {
    return new Database(
        name,
        id,
        freshStore(id),
        Condition.ONLINE,
        settings.engineEdition() == 4 || id <= 4 ? "SIMPLE" : "FULL",
        settings.compatibilityLevel(),
        "MULTI_USER",
        now,
        ownerSid,
        List.of(
            new DataFile(name, settings.dataPath() + name + ".mdf", "ROWS"),
            new DataFile(name + "_log", settings.dataPath() + name + "_log.ldf", "LOG")),
        UUID.randomUUID().toString());
  }

  static String freshStore(int databaseId) {
    return "db" + databaseId + "-" + UUID.randomUUID();
  }

  /** The start of the service makes the configured FILESTREAM level the effective one (R26). */
  static InstanceState started(InstanceState state, InstanceSettings settings) {
    return state.withFilestreamLevel(
        settings.filestreamEnabledForInstance() ? state.inUse().getOrDefault(FILESTREAM, 0) : 0);
  }

  /** Files of restores and drops that a kill cut short. */
  static void removeOrphans(Path data, InstanceState state) {
    Set<String> known = new java.util.HashSet<>();
    state.databases().forEach(database -> known.add(database.store()));
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        String store = name.replaceFirst("\\.(mv|trace)\\.db$", "");
        if (name.startsWith("db") && !known.contains(store)) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot tidy up " + data, e);
    }
  }
}
