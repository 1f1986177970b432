package io.umzug.rehearsal.estate;

/** The estate cannot be what was asked for; the message is for the person who asked. */
public final class EstateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public EstateException(String message) {
    super(message);
  }

  public EstateException(String message, Throwable cause) {
    super(message, cause);
  }
}
