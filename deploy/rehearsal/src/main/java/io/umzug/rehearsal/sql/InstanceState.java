package io.umzug.rehearsal.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/** What master knows of an instance, kept as one JSON file that is replaced as a whole. */
record InstanceState(
    List<Database> databases,
    List<Login> logins,
    Map<String, Integer> configured,
    Map<String, Integer> inUse,
    int filestreamEffectiveLevel,
    int nextPrincipal) {

  /** What sys.databases says in state_desc. */
  enum Condition {
    ONLINE,
    RESTORING,
    OFFLINE
  }

  /**
   * A database.
   *
   * @param store the folder-relative name of what holds its rows; empty while a restore has not
   *     brought any
   * @param family the same in a database and in the backups of it
   */
  record Database(
      String name,
      int id,
      String store,
      Condition condition,
      String recoveryModel,
      int compatibilityLevel,
      String userAccess,
      String created,
      String ownerSid,
      List<DataFile> files,
      String family) {

    Database with(Condition other) {
      return new Database(
          name,
          id,
          store,
          other,
          recoveryModel,
          compatibilityLevel,
          userAccess,
          created,
          ownerSid,
          files,
          family);
    }

    Database withStore(String other) {
      return new Database(
          name,
          id,
          other,
          condition,
          recoveryModel,
          compatibilityLevel,
          userAccess,
          created,
          ownerSid,
          files,
          family);
    }

    Database withRecoveryModel(String other) {
      return new Database(
          name,
          id,
          store,
          condition,
          other,
          compatibilityLevel,
          userAccess,
          created,
          ownerSid,
          files,
          family);
    }

    Database withCompatibilityLevel(int other) {
      return new Database(
          name,
          id,
          store,
          condition,
          recoveryModel,
          other,
          userAccess,
          created,
          ownerSid,
          files,
          family);
    }

    Database withUserAccess(String other) {
      return new Database(
          name,
          id,
          store,
          condition,
          recoveryModel,
          compatibilityLevel,
          other,
          created,
          ownerSid,
          files,
          family);
    }

    Database withFiles(List<DataFile> others) {
      return new Database(
          name,
          id,
          store,
          condition,
          recoveryModel,
          compatibilityLevel,
          userAccess,
          created,
          ownerSid,
          List.copyOf(others),
          family);
    }

    Database withOwner(String sid) {
      return new Database(
          name,
          id,
          store,
          condition,
          recoveryModel,
          compatibilityLevel,
          userAccess,
          created,
          sid,
          files,
          family);
    }

    boolean system() {
      return id <= 4;
    }
  }

  /**
   * A file of a database as its clients see it.
   *
   * @param type ROWS or LOG
   * @param allocated bytes to which it was enlarged by hand; absent where it only grew by itself
   */
  record DataFile(String logicalName, String physicalName, String type, @Nullable Long allocated) {

    DataFile(String logicalName, String physicalName, String type) {
      this(logicalName, physicalName, type, null);
    }

    /** What the catalogue says of its size where {@code stored} bytes are really there. */
    long bytes(long stored) {
      return Math.max(allocated == null ? 0 : allocated, Math.max(SMALLEST, stored));
    }
  }

  private static final long SMALLEST = 1_048_576;

  /**
   * A server principal.
   *
   * @param type S for a SQL login, U for a Windows login
   * @param sid hexadecimal
   * @param condition OPEN where an earlier release wrote none
   */
  record Login(
      String name,
      int id,
      String type,
      String sid,
      String salt,
      String hash,
      List<String> roles,
      String created,
      LoginCondition condition) {

    Login {
      condition = Objects.requireNonNullElse(condition, LoginCondition.OPEN);
    }

    boolean has(String role) {
      return roles.stream().anyMatch(role::equalsIgnoreCase);
    }

    Login withRoles(List<String> others) {
      return new Login(name, id, type, sid, salt, hash, List.copyOf(others), created, condition);
    }

    Login with(LoginCondition other) {
      return new Login(name, id, type, sid, salt, hash, roles, created, other);
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  Optional<Database> database(String name) {
    return databases.stream().filter(d -> d.name().equalsIgnoreCase(name)).findFirst();
  }

  Optional<Login> login(String name) {
    return find(login -> login.name().equalsIgnoreCase(name));
  }

  Optional<Login> loginWithSid(String sid) {
    return find(login -> login.sid().equalsIgnoreCase(sid));
  }

  private Optional<Login> find(Predicate<Login> wanted) {
    return logins.stream().filter(wanted).findFirst();
  }

  int freeDatabaseId() {
    int id = 5;
    while (taken(id)) {
      id++;
    }
    return id;
  }

  private boolean taken(int id) {
    return databases.stream().anyMatch(database -> database.id() == id);
  }

  /** Puts the database in the place of the one with its id, or adds it. */
  InstanceState with(Database database) {
    List<Database> others = new ArrayList<>(without(database.id()).databases);
    others.add(database);
    return new InstanceState(
        others, logins, configured, inUse, filestreamEffectiveLevel, nextPrincipal);
  }

  InstanceState without(int databaseId) {
    return new InstanceState(
        databases.stream().filter(d -> d.id() != databaseId).toList(),
        logins,
        configured,
        inUse,
        filestreamEffectiveLevel,
        nextPrincipal);
  }

  InstanceState with(Login login) {
    List<Login> others = new ArrayList<>(logins);
    others.removeIf(other -> other.id() == login.id());
    others.add(login);
    return new InstanceState(
        databases,
        others,
        configured,
        inUse,
        filestreamEffectiveLevel,
        Math.max(nextPrincipal, login.id() + 1));
  }

  InstanceState withoutLogin(int id) {
    return new InstanceState(
        databases,
        logins.stream().filter(login -> login.id() != id).toList(),
        configured,
        inUse,
        filestreamEffectiveLevel,
        nextPrincipal);
  }

  InstanceState withConfigured(String option, int value) {
    Map<String, Integer> values = new TreeMap<>(configured);
    values.put(option, value);
    return new InstanceState(
        databases, logins, values, inUse, filestreamEffectiveLevel, nextPrincipal);
  }

  /** RECONFIGURE. */
  InstanceState reconfigured() {
    return new InstanceState(
        databases, logins, configured, configured, filestreamEffectiveLevel, nextPrincipal);
  }

  InstanceState withFilestreamLevel(int level) {
    return new InstanceState(databases, logins, configured, inUse, level, nextPrincipal);
  }

  static InstanceState read(Path file) {
    try {
      return JSON.readValue(Files.readString(file), InstanceState.class);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the instance's state in " + file, e);
    }
  }

  void write(Path file) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (FileChannel out =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(this));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep the instance's state in " + file, e);
    }
  }
}
