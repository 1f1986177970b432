package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.estate.Fault;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The file behind DISK = N'…', and the operating system's answers about it. */
final class Device {

  private final SqlInstance instance;
  private final String name;
  private final String operation;

  /**
   * @param name as written in the statement
   * @param operation {@code backup} or {@code restore}, for the faults
   */
  Device(SqlInstance instance, String name, String operation) {
    this.instance = instance;
    this.name = name;
    this.operation = operation;
  }

  String name() {
    return name;
  }

  static String names(List<Device> devices) {
    return devices.stream().map(Device::name).collect(Collectors.joining(", "));
  }

  /** The local file; refuses with 3201 where the server's account could not open it. */
  Path path() throws SqlRefusal {
    if (name.startsWith("\\\\")) {
      if (instance.estate().faults().strike(Fault.SHARE_DENIED, operation)) {
        throw cannotOpen("5(Access is denied.)");
      }
      return instance
          .estate()
          .shares()
          .resolve(name)
          .orElseThrow(() -> cannotOpen("53(The network path was not found.)"));
    }
    Path path = Path.of(name);
    return path.isAbsolute() ? path : instance.settings().folder().resolve("backup").resolve(name);
  }

  Path forWriting() throws SqlRefusal {
    Path path = path();
    Path folder = path.getParent();
    try {
      if (!Path.of(name).isAbsolute() && folder != null && !name.contains("\\")) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw cannotOpen(e);
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw cannotOpen("3(The system cannot find the path specified.)");
    }
    return path;
  }

  Path forReading() throws SqlRefusal {
    Path path = path();
    if (!Files.exists(path)) {
      throw cannotOpen("2(The system cannot find the file specified.)");
    }
    return path;
  }

  SqlRefusal cannotOpen(String systemError) {
    return SqlRefusal.of(
        3201,
        16,
        operation.equals("backup") ? 1 : 2,
        "Cannot open backup device '%s'. Operating system error %s.",
        name,
        systemError);
  }

  SqlRefusal cannotOpen(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> cannotOpen("5(Access is denied.)");
      case NoSuchFileException _ -> cannotOpen("2(The system cannot find the file specified.)");
      case BackupReader.DamagedException _ -> malformed();
      case java.io.EOFException _ -> malformed();
      default -> cannotOpen("1117(" + e.getMessage() + ")");
    };
  }

  SqlRefusal malformed() {
    return SqlRefusal.of(
        3241,
        16,
        0,
        "The media family on device '%s' is incorrectly formed. SQL Server cannot process this"
            + " media family.",
        name);
  }

  SqlRefusal full() {
    return SqlRefusal.of(
        3202,
        16,
        1,
        "Write on \"%s\" failed: Operating system error 112(There is not enough space on the"
            + " disk.).",
        name);
  }

  SqlRefusal unreadable(String systemError) {
    return SqlRefusal.of(
        3203, 16, 1, "Read on \"%s\" failed: Operating system error %s.", name, systemError);
  }

  SqlRefusal writeFailed(IOException e) {
    String text = String.valueOf(e.getMessage());
    return text.contains("No space left") || text.contains("not enough space")
        ? full()
        : SqlRefusal.of(
            3202, 16, 1, "Write on \"%s\" failed: Operating system error 1117(%s).", name, text);
  }
}
