package io.umzug.domain.diagnosis;

/** Tells a file that is no whole backup from a file that cannot be reached. */
public final class BackupDamage {

  private BackupDamage() {}

  /**
   * Whether the error proves that what stands in the file is no whole backup with checksums.
   *
   * @param file as SQL Server was told to open it
   */
  public static boolean provenBy(SqlServerError error, String file) {
    return switch (error.number()) {
      case 3183, 3186, 3187, 3189, 3208, 3241, 3242, 3254, 3256, 3266 -> true;
      case 3203, 3271 ->
          OperatingSystemError.in(error, file).map(BackupDamage::isDamage).orElse(true);
      default -> false;
    };
  }

  /** Invalid data, a checksum of the disk, end of file, a failing device. */
  private static boolean isDamage(OperatingSystemError os) {
    return switch (os.code()) {
      case 13, 23, 38, 1117 -> true;
      default -> false;
    };
  }
}
