package io.umzug.infrastructure.filesystem.smb;

import com.hierynomus.mserref.NtStatus;
import com.hierynomus.mssmb2.SMBApiException;
import com.hierynomus.protocol.transport.TransportException;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.FileTrouble.Kind;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** What a server of SMB means by its status. */
final class SmbTroubles {

  private SmbTroubles() {}

  /**
   * @param connected whether the share was still there afterwards; what is asked later only hears
   *     that it is closed
   */
  static FileTrouble of(String place, String path, boolean connected, Throwable e) {
    Kind kind = kind(e);
    return new FileTrouble(
        kind == Kind.UNEXPECTED && !connected ? Kind.CONNECTION_LOST : kind,
        place,
        path,
        original(e),
        e);
  }

  private static Kind kind(Throwable e) {
    if (e instanceof SMBApiException answered) {
      return byStatus(answered.getStatus());
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException) {
        return Kind.TIMED_OUT;
      }
      if (cause instanceof TransportException || cause instanceof IOException) {
        return Kind.CONNECTION_LOST;
      }
    }
    return Kind.UNEXPECTED;
  }

  private static Kind byStatus(NtStatus status) {
    return switch (status) {
      case STATUS_LOGON_FAILURE,
          STATUS_ACCOUNT_DISABLED,
          STATUS_PASSWORD_EXPIRED,
          STATUS_LOGON_TYPE_NOT_GRANTED ->
          Kind.LOGIN_REFUSED;
      case STATUS_ACCESS_DENIED -> Kind.ACCESS_DENIED;
      case STATUS_BAD_NETWORK_NAME, STATUS_BAD_NETWORK_PATH -> Kind.SHARE_NOT_FOUND;
      case STATUS_OBJECT_NAME_NOT_FOUND, STATUS_NO_SUCH_FILE, STATUS_DELETE_PENDING ->
          Kind.NOT_FOUND;
      case STATUS_OBJECT_PATH_NOT_FOUND, STATUS_NOT_A_DIRECTORY -> Kind.FOLDER_NOT_FOUND;
      case STATUS_OBJECT_NAME_COLLISION, STATUS_FILE_IS_A_DIRECTORY -> Kind.EXISTS;
      case STATUS_SHARING_VIOLATION, STATUS_FILE_LOCK_CONFLICT -> Kind.LOCKED;
      case STATUS_DISK_FULL, STATUS_INSUFFICIENT_RESOURCES -> Kind.FULL;
      case STATUS_NETWORK_NAME_DELETED, STATUS_USER_SESSION_DELETED, STATUS_CONNECTION_RESET ->
          Kind.CONNECTION_LOST;
      case STATUS_IO_TIMEOUT -> Kind.TIMED_OUT;
      default -> Kind.UNEXPECTED;
    };
  }

  /** The innermost message, which is the server's or the network's own. */
  static String original(Throwable e) {
    Throwable innermost = e;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return innermost instanceof SMBApiException answered
        ? "%s (0x%08x): %s"
            .formatted(answered.getStatus(), answered.getStatusCode(), answered.getMessage())
        : innermost.toString();
  }
}
