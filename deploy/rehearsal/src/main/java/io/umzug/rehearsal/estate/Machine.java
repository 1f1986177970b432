package io.umzug.rehearsal.estate;

/** A machine with an XPhone server, or on which one will be installed. */
record Machine(
    String host,
    XPhoneFolder folder,
    XPhoneDatabases databases,
    XPhoneStartup startup,
    XPhonePages pages,
    XPhoneServer server)
    implements AutoCloseable {

  @Override
  public void close() {
    server.close();
  }
}
