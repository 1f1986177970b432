package io.umzug.infrastructure.estate;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Which of the known words somebody may have meant. */
final class Nearest {

  private Nearest() {}

  static Optional<String> to(String word, Collection<String> known) {
    String plain = plain(word);
    int furthest = Math.max(1, plain.length() / 3);
    return known.stream()
        .filter(candidate -> distance(plain, plain(candidate)) <= furthest)
        .min(Comparator.comparingInt(candidate -> distance(plain, plain(candidate))));
  }

  /** A sentence to go on with, or nothing. */
  static String didYouMean(String word, Collection<String> known) {
    return to(word, known).map(" Did you mean '%s'?"::formatted).orElse("");
  }

  /** Whether the two differ in nothing but capitals, hyphens and underscores. */
  static boolean sameButForSpelling(String one, String other) {
    return plain(one).equals(plain(other));
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  /** Letters to be put in, left out, changed, or swapped with their neighbour. */
  private static int distance(String one, String other) {
    int[][] cost = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        cost[i][j] =
            Math.min(
                Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + (same ? 0 : 1));
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[one.length()][other.length()];
  }
}
