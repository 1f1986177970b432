package io.umzug.rehearsal.tds;

/** Kinds of ENVCHANGE. */
final class Environment {

  static final int DATABASE = 1;
  static final int LANGUAGE = 2;
  static final int PACKET_SIZE = 4;
  static final int COLLATION = 7;
  static final int TRANSACTION_BEGUN = 8;
  static final int TRANSACTION_COMMITTED = 9;
  static final int TRANSACTION_ROLLED_BACK = 10;
  static final int CONNECTION_RESET = 18;

  private Environment() {}
}
