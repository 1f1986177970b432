package io.umzug.domain.script;

/**
 * A statement that changes the session and nothing else; running it again does no harm.
 *
 * @param key what it sets: a later one with the same key replaces it
 * @param statement as the script writes it
 */
public record SessionSetting(String key, String statement) {

  static final String DATABASE = "USE";
  static final String IDENTITY_INSERT = "IDENTITY_INSERT";

  boolean isDatabase() {
    return key.equals(DATABASE);
  }

  boolean isIdentityInsert() {
    return key.equals(IDENTITY_INSERT);
  }
}
