package io.umzug.infrastructure.cli;

import java.util.regex.Pattern;

/**
 * Hides passwords in a text that goes to a screen or log. Works on the text, not the XML, so that
 * commented-out connections are covered too; when in doubt it hides more.
 */
final class PasswordMask {
  private static final String DOUBLE_QUOTE = "(?:&quot;|&#0*34;|&#x0*22;)";
  private static final String SINGLE_QUOTE = "(?:&apos;|&#0*39;|&#x0*27;)";

  private static final Pattern PASSWORD =
      Pattern.compile(
          "(?is)\\b(?<keyword>password|pwd|kennwort)(?<equals>\\s*=\\s*)(?<value>"
              + "(?:\"[^\"]*\")+"
              + "|(?:'[^']*')+"
              + "|(?:Q.*?Q)+".replace("Q", DOUBLE_QUOTE)
              + "|(?:Q.*?Q)+".replace("Q", SINGLE_QUOTE)
              + "|(?:&[#\\w]+;|[^;\"'<>&])+)");

  private PasswordMask() {}

  /** Keeps the number of lines. */
  static String hide(String text) {
    return PASSWORD
        .matcher(text)
        .replaceAll(
            found ->
                found.group("keyword")
                    + found.group("equals")
                    + "***"
                    + found.group("value").replaceAll("[^\r\n]", ""));
  }
}
