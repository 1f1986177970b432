package io.umzug.domain.schema;

import java.util.HexFormat;

/**
 * Names and texts as Transact-SQL writes them, so that they survive every reader of scripts: those
 * that cut at lines (M6), those that substitute {@code $(variables)}, and those that know UTF-8
 * only.
 */
public final class SqlText {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** Signs for what must not stand in a script as it is; the first that the value does not hold. */
  private static final String LINE_FEEDS = "\u240A\u2424\u21B5";

  private static final String CARRIAGE_RETURNS = "\u240D\u2190\u21E4";
  private static final String DOLLARS = "\u20A4\u00A4\u20B4";
  private static final char FIRST_PRIVATE = '\uE000';
  private static final char LAST_PRIVATE = '\uF8FF';

  /** One sign stands for one character only where no collation has a say. */
  private static final String BY_CODE = " COLLATE Latin1_General_BIN2";

  private SqlText() {}

  /** A delimited identifier: {@code it's ]odd[} becomes {@code [it's ]]odd[]}. */
  public static String name(String identifier) {
    return "[" + identifier.replace("]", "]]") + "]";
  }

  /** A literal of one line, or an expression of literals, with exactly this value. */
  public static String text(String value) {
    Found found = Found.in(value);
    if (found.unwritable) {
      return "CAST(" + binary(utf16(value)) + " AS nvarchar(max))";
    }
    if (!found.carriageReturn && !found.lineFeed && !found.variable) {
      return quoted(value);
    }
    return replaced(value, found);
  }

  /** Whether the text stands in a script as it is, in one line. */
  public static boolean isPlain(String value) {
    Found found = Found.in(value);
    return !(found.unwritable || found.carriageReturn || found.lineFeed || found.variable);
  }

  private static String quoted(String value) {
    return "N'" + value.replace("'", "''") + "'";
  }

  private static String replaced(String value, Found found) {
    Sign lineFeed = Sign.of("NCHAR(10)", LINE_FEEDS, value, "");
    String first = String.valueOf(lineFeed.character());
    Sign carriageReturn = Sign.of("NCHAR(13)", CARRIAGE_RETURNS, value, first);
    Sign dollar = Sign.of("N'$'", DOLLARS, value, first + carriageReturn.character());
    String text = value;
    String before = "";
    String behind = "";
    if (found.lineFeed) {
      text = text.replace('\n', lineFeed.character());
      before = "REPLACE(" + before;
      behind += lineFeed.replacement();
    }
    if (found.carriageReturn) {
      text = text.replace('\r', carriageReturn.character());
      before = "REPLACE(" + before;
      behind += carriageReturn.replacement();
    }
    if (found.variable) {
      text = text.replace("$(", dollar.character() + "(");
      before = "REPLACE(" + before;
      behind += dollar.replacement();
    }
    return before + quoted(text) + BY_CODE + behind;
  }

  /** The value's UTF-16 code units, the lower byte first. */
  private static byte[] utf16(String value) {
    byte[] bytes = new byte[value.length() * 2];
    for (int i = 0; i < value.length(); i++) {
      bytes[2 * i] = (byte) value.charAt(i);
      bytes[2 * i + 1] = (byte) (value.charAt(i) >> 8);
    }
    return bytes;
  }

  public static String binary(byte[] value) {
    return "0x" + HEX.formatHex(value);
  }

  /** A sign that the value does not hold, and what it stands for. */
  private record Sign(char character, String meaning) {

    static Sign of(String meaning, String preferred, String value, String taken) {
      for (char candidate : preferred.toCharArray()) {
        if (value.indexOf(candidate) < 0) {
          return new Sign(candidate, meaning);
        }
      }
      for (char candidate = FIRST_PRIVATE; candidate <= LAST_PRIVATE; candidate++) {
        if (value.indexOf(candidate) < 0 && taken.indexOf(candidate) < 0) {
          return new Sign(candidate, meaning);
        }
      }
      throw new UnwritableValue("A text holds every character of the private use area.");
    }

    String replacement() {
      return ", N'" + character + "', " + meaning + ")";
    }
  }

  /** What of a text needs care. */
  private static final class Found {
    private boolean carriageReturn;
    private boolean lineFeed;
    private boolean variable;
    private boolean unwritable;

    static Found in(String value) {
      Found found = new Found();
      for (int i = 0; i < value.length() && !found.unwritable; i++) {
        char c = value.charAt(i);
        if (c == '\r') {
          found.carriageReturn = true;
        } else if (c == '\n') {
          found.lineFeed = true;
        } else if (c == '$') {
          found.variable |= i + 1 < value.length() && value.charAt(i + 1) == '(';
        } else if (Character.isHighSurrogate(c)
            && i + 1 < value.length()
            && Character.isLowSurrogate(value.charAt(i + 1))) {
          i++;
        } else {
          found.unwritable = breaksFiles(c);
        }
      }
      return found;
    }

    /** Lone surrogates have no UTF-8; the others end, cut or vanish in some reader or other. */
    private static boolean breaksFiles(char c) {
      return Character.isSurrogate(c)
          || (c < ' ' && c != '\t')
          || c == '\u0085'
          || c == '\u2028'
          || c == '\u2029'
          || c == '\uFEFF'
          || c >= '\uFFFE';
    }
  }
}
