package io.umzug.infrastructure.sqlserver.script;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** By which a script and its parts are told from others. */
final class Sha256 {

  private Sha256() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
