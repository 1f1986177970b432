package io.umzug.rehearsal.tds;

/**
 * Thrown by a session out of {@link SqlSession#execute} to have the client's TCP connection reset
 * (RST) at this very point, with the response cut off; the session is closed afterwards.
 */
public final class ConnectionResetException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ConnectionResetException(String reason) {
    super(reason);
  }
}
