package io.umzug.infrastructure.web;

/**
 * What the reader of a plain text can show.
 *
 * @param width in columns; what is outside 60 to 400 is brought to the nearer end
 * @param colour with ANSI escape sequences
 * @param unicode otherwise all but ASCII is written as a backslash, u and four hexadecimal digits
 */
public record TextStyle(int width, boolean colour, boolean unicode) {

  public TextStyle {
    width = Math.clamp(width, 60, 400);
  }
}
