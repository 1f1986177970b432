package io.umzug.infrastructure.cli;

import io.umzug.domain.schema.Gap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a target lacks, in lines (M1). */
final class GapText {

  private GapText() {}

  static boolean isBlocked(List<Gap> gaps) {
    return gaps.stream().anyMatch(gap -> gap.severity() == Gap.Severity.BLOCKING);
  }

  static List<String> lines(List<Gap> gaps) {
    return gaps.stream().map(GapText::sentence).toList();
  }

  /**
   * A check's result.
   *
   * @param work such as {@code export}
   * @param target where everything comes as it is
   */
  static List<String> checked(List<Gap> gaps, String work, String target) {
    List<String> lines = new ArrayList<>(lines(gaps));
    lines.add(
        gaps.isEmpty()
            ? "Everything comes to %s as it is.".formatted(target)
            : "%d gaps; %s the %s."
                .formatted(gaps.size(), isBlocked(gaps) ? "some block" : "none blocks", work));
    return lines;
  }

  /** Why nothing was written. */
  static List<String> refused(@Nullable String sentence, List<Gap> gaps) {
    List<String> lines = new ArrayList<>();
    lines.add("Refused: " + sentence);
    lines.addAll(lines(gaps));
    if (!gaps.isEmpty()) {
      lines.add("Mend each at the source, or leave it out by --leave-out.");
    }
    return lines;
  }

  private static String sentence(Gap gap) {
    return "%s %s: %s %s%s"
        .formatted(
            gap.severity(),
            gap.object(),
            gap.sentence(),
            gap.remedy(),
            gap.rule().isEmpty() ? "" : " (" + gap.rule() + ")");
  }
}
