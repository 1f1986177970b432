package io.umzug.rehearsal.tds;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The client can no longer be written to, told through {@link SqlSession.Results}. */
final class ConnectionLostException extends UncheckedIOException {

  private static final long serialVersionUID = 1L;

  ConnectionLostException(IOException cause) {
    super(cause);
  }
}
