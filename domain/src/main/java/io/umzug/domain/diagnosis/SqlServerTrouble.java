package io.umzug.domain.diagnosis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something a SQL Server refused, or did not answer.
 *
 * @param server its name in the estate, {@code HOST} or {@code HOST\INSTANCE}
 * @param operation what was under way, such as {@code backup of XPDATA}
 * @param errors in the order in which the server sent them; empty where it sent none
 * @param message what the driver or the adapter said
 * @param serviceAccounts the accounts under which this SQL Server opens files (B3); empty where
 *     they are not known
 * @param file the backup file, as SQL Server was told to open it; empty where there is none
 * @param connection why there was no conversation, or how it ended; null where the server spoke, or
 *     where it is not known
 */
public record SqlServerTrouble(
    String server,
    String operation,
    List<SqlServerError> errors,
    String message,
    List<String> serviceAccounts,
    String file,
    @Nullable ConnectionTrouble connection) {

  public SqlServerTrouble {
    errors = List.copyOf(errors);
    serviceAccounts = List.copyOf(serviceAccounts);
  }

  /** Of a conversation that took place. */
  public SqlServerTrouble(
      String server,
      String operation,
      List<SqlServerError> errors,
      String message,
      List<String> serviceAccounts,
      String file) {
    this(server, operation, errors, message, serviceAccounts, file, null);
  }

  /** The machine of the server: the name before the backslash. */
  String host() {
    int backslash = server.indexOf('\\');
    return backslash < 0 ? server : server.substring(0, backslash);
  }

  boolean isOnShare() {
    return file.startsWith("\\\\");
  }

  /** B2: the share of the backup file, such as {@code \\SQLNEW\XPhoneBackup}, else its folder. */
  String place() {
    if (isOnShare()) {
      int share = file.indexOf('\\', 2);
      int end = share < 0 ? -1 : file.indexOf('\\', share + 1);
      return end < 0 ? file : file.substring(0, end);
    }
    int end = Math.max(file.lastIndexOf('\\'), file.lastIndexOf('/'));
    return end <= 0 ? file : file.substring(0, end);
  }

  /** Every error line, or the message where the server sent none. */
  String exactText() {
    return errors.isEmpty()
        ? message
        : String.join("\n", errors.stream().map(SqlServerError::toString).toList());
  }
}
