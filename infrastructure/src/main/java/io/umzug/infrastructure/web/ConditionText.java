package io.umzug.infrastructure.web;

import io.umzug.domain.evidence.DatabaseCondition;
import java.util.ArrayList;
import java.util.List;

/** How a restored database stands, in words: what a person should know, and nothing else. */
final class ConditionText {

  private ConditionText() {}

  static String of(DatabaseCondition condition) {
    List<String> words = new ArrayList<>();
    words.add(
        switch (condition.consistencyCheck()) {
          case FULL -> "CHECKDB found no damage";
          case PHYSICAL -> "CHECKDB found no damage in pages and allocation";
          case NONE -> "not checked for damage";
          case TOO_LARGE -> "too large to be checked for damage";
        });
    if (condition.isOwnerMended()) {
      words.add("its owner has no login here and is now " + condition.owner());
    }
    if (condition.compatibilityLevel() != condition.serverLevel()) {
      words.add(
          "compatibility level %d as it came, the server's own is %d"
              .formatted(condition.compatibilityLevel(), condition.serverLevel()));
    }
    if (condition.queryStore().equals("READ_ONLY") || condition.queryStore().equals("ERROR")) {
      words.add("Query Store is " + condition.queryStore());
    }
    if (!condition.relinkedUsers().isEmpty()) {
      words.add(
          "users given the login of their name: " + String.join(", ", condition.relinkedUsers()));
    }
    if (!condition.orphanedUsers().isEmpty()) {
      words.add("users without a login here: " + String.join(", ", condition.orphanedUsers()));
    }
    return String.join("; ", words);
  }
}
