package io.umzug.rehearsal.tds;

/** The statement must end as a TCP reset: the wire drops the connection without an answer. */
public final class ConnectionResetException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ConnectionResetException(String message) {
    super(message);
  }
}
