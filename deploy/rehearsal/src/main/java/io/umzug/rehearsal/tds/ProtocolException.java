package io.umzug.rehearsal.tds;

import java.io.IOException;

/** The client's bytes are no TDS; the connection cannot go on. */
final class ProtocolException extends IOException {

  private static final long serialVersionUID = 1L;

  ProtocolException(String message) {
    super(message);
  }
}
