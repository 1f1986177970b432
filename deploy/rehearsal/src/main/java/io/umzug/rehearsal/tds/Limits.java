package io.umzug.rehearsal.tds;

/** Bounds on what one client can make the server keep in memory or wait for. */
final class Limits {

  static final int CONNECTIONS = 1000;

  /** Bytes of a PRELOGIN or LOGIN7 message, from a client nobody knows yet. */
  static final int MESSAGE_BEFORE_LOGIN = 128 * 1024;

  /** Bytes of a batch or RPC, large values included. */
  static final int MESSAGE = 64 * 1024 * 1024;

  /** As in SQL Server. */
  static final int PARAMETERS = 2100;

  static final int PREPARED_STATEMENTS = 10_000;

  /** Milliseconds within which each read up to the end of the login has to be answered. */
  static final int LOGIN_TIMEOUT = 30_000;

  static final int SMALLEST_PACKET = 512;
  static final int LARGEST_PACKET = 32_767;
  static final int FIRST_PACKET = 4096;

  private Limits() {}
}
