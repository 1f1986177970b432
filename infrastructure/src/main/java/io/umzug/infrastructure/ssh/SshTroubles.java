package io.umzug.infrastructure.ssh;

import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.FileTrouble.Kind;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.sftp.Response.StatusCode;
import net.schmizz.sshj.sftp.SFTPException;

/** What an SSH server means, as far as SFTP's version 3 can say it: most is just a failure. */
public final class SshTroubles {

  private SshTroubles() {}

  public static FileTrouble of(String place, String path, IOException e) {
    return new FileTrouble(kind(e), place, path, original(e), e);
  }

  private static Kind kind(IOException e) {
    if (e instanceof SFTPException answered && answered.getStatusCode() != StatusCode.UNKNOWN) {
      return byStatus(answered.getStatusCode());
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException || cause instanceof java.net.SocketTimeoutException) {
        return Kind.TIMED_OUT;
      }
    }
    return Kind.CONNECTION_LOST;
  }

  private static Kind byStatus(StatusCode status) {
    return switch (status) {
      case NO_SUCH_FILE -> Kind.NOT_FOUND;
      case NO_SUCH_PATH, NOT_A_DIRECTORY -> Kind.FOLDER_NOT_FOUND;
      case PERMISSION_DENIED, WRITE_PROTECT -> Kind.ACCESS_DENIED;
      case FILE_ALREADY_EXISTS, FILE_IS_A_DIRECTORY, DIR_NOT_EMPTY -> Kind.EXISTS;
      case NO_SPACE_ON_FILESYSTEM, QUOTA_EXCEEDED -> Kind.FULL;
      case LOCK_CONFLICT, BYTE_RANGE_LOCK_CONFLICT, BYTE_RANGE_LOCK_REFUSED -> Kind.LOCKED;
      case NO_CONNECTION, CONNECITON_LOST -> Kind.CONNECTION_LOST;
      default -> Kind.UNEXPECTED;
    };
  }

  static String original(IOException e) {
    return e instanceof SFTPException answered
        ? "%s: %s".formatted(answered.getStatusCode(), answered.getMessage())
        : e.toString();
  }
}
