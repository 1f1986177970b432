package io.umzug.infrastructure.sqlserver.copy;

/** Another table has failed, and with it the copy: this one need not go on. */
final class CopyStopped extends RuntimeException {

  private static final long serialVersionUID = 1L;
}
