package io.umzug.domain.transfer;

/** What may stand between two values (R7). */
public enum Separator {
  TAB('\t', "tab"),
  SEMICOLON(';', "semicolon"),
  COMMA(',', "comma"),
  SPACE(' ', "space");

  private final char character;
  private final String word;

  Separator(char character, String word) {
    this.character = character;
    this.word = word;
  }

  public char character() {
    return character;
  }

  public String word() {
    return word;
  }
}
