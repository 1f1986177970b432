package io.umzug.rehearsal.director;

import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Who makes the backup of the databases and restores it at the target. */
public enum BackupBy {
  UMZUG,
  /** A person with the Backup-Manager; Umzug makes its own copy beside it, and verifies. */
  BACKUP_MANAGER;

  /** The name on the command line and in Umzug's interface. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@code umzug} or {@code backup-manager}. */
  static final class Label implements ITypeConverter<BackupBy> {

    @Override
    public BackupBy convert(String label) {
      return Arrays.stream(values())
          .filter(by -> by.label().equalsIgnoreCase(label))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'%s' makes no backups here. There are: umzug, backup-manager"
                          .formatted(label)));
    }
  }
}
