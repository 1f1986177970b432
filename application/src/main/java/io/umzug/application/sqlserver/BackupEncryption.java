package io.umzug.application.sqlserver;

/**
 * By what backups are encrypted.
 *
 * @param certificate the name of a certificate in master, with its private key
 */
public record BackupEncryption(String certificate, Algorithm algorithm) {

  /** The algorithms that BACKUP knows; the constants are spelled as it spells them. */
  public enum Algorithm {
    AES_128,
    AES_192,
    AES_256,
    TRIPLE_DES_3KEY
  }
}
