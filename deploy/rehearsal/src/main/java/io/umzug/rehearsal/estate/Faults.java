package io.umzug.rehearsal.estate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The faults that are armed, kept in a file so that they survive the estate's own death. */
public final class Faults {

  private final Path file;
  private final List<ArmedFault> armed = new ArrayList<>();

  private Faults(Path file) {
    this.file = file;
  }

  /** Opens the faults kept in {@code file}; a missing file means none. */
  public static Faults open(Path file) {
    Faults faults = new Faults(file);
    try {
      if (Files.exists(file)) {
        Files.readAllLines(file).stream()
            .filter(line -> !line.isBlank())
            .map(ArmedFault::parse)
            .forEach(faults.armed::add);
      }
      return faults;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the faults in " + file, e);
    }
  }

  public synchronized void arm(ArmedFault fault) {
    armed.add(fault);
    save();
  }

  /** What the person who mends the estate does: the cause is gone. */
  public synchronized void clear(Fault fault) {
    armed.removeIf(candidate -> candidate.fault() == fault);
    save();
  }

  public synchronized List<ArmedFault> armed() {
    return List.copyOf(armed);
  }

  /** Whether this fault strikes the operation now; a counted fault is used up by one. */
  public synchronized boolean strike(Fault fault, String operation) {
    for (int i = 0; i < armed.size(); i++) {
      ArmedFault candidate = armed.get(i);
      if (candidate.strikes(fault, operation)) {
        armed.set(i, candidate.struck());
        armed.removeIf(spent -> spent.remaining() == 0);
        save();
        return true;
      }
    }
    return false;
  }

  /** Whether this fault would strike the operation; uses nothing up. */
  public synchronized boolean isArmed(Fault fault, String operation) {
    return armed.stream().anyMatch(candidate -> candidate.strikes(fault, operation));
  }

  private void save() {
    List<String> lines = armed.stream().map(ArmedFault::specification).toList();
    try {
      Path written = Files.write(file.resolveSibling(file.getFileName() + ".new"), lines);
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep the faults in " + file, e);
    }
  }
}
