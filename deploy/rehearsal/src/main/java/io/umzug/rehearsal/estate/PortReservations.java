package io.umzug.rehearsal.estate;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Which estate of this machine has chosen which port. An estate opens some of its ports only late
 * in a move: until then nothing but this keeps another estate from choosing the same one.
 */
final class PortReservations {

  private final Path folder;

  PortReservations(Path folder) {
    this.folder = folder;
  }

  static PortReservations ofThisMachine() {
    return new PortReservations(
        Path.of(System.getProperty("java.io.tmpdir"), "umzug-rehearsal-ports"));
  }

  /**
   * Reserves the port for as long as the estate's folder is there; false where another estate has
   * it. Where reservations cannot be kept, as in another user's folder, every port may be taken.
   */
  boolean take(int port, Path estate) {
    try {
      Files.createDirectories(folder);
      Path reservation = folder.resolve(String.valueOf(port));
      if (isReserved(reservation, estate)) {
        return false;
      }
      Files.deleteIfExists(reservation);
      Files.writeString(reservation, estate.toString(), StandardOpenOption.CREATE_NEW);
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    } catch (IOException _) {
      return true;
    }
  }

  private static boolean isReserved(Path reservation, Path estate) throws IOException {
    if (!Files.exists(reservation)) {
      return false;
    }
    String owner = Files.readString(reservation).strip();
    return owner.isEmpty() || !owner.equals(estate.toString()) && Files.isDirectory(Path.of(owner));
  }
}
