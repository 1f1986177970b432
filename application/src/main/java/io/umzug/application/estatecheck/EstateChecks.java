package io.umzug.application.estatecheck;

import io.umzug.application.estatecheck.Answer.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds an estate file to what it may say, and tries what it says. */
@FunctionalInterface
public interface EstateChecks {

  /**
   * What to look at.
   *
   * @param data the data folder, for its secrets
   * @param estate tries this one only; null for all
   * @param offline tries nothing
   */
  record Question(Path file, Path data, @Nullable String estate, boolean offline) {}

  /**
   * What came of it.
   *
   * @param mistakes by place; where there are any, nothing was tried
   * @param estates the names of those that were found
   */
  record Report(List<Mistake> mistakes, List<String> estates, List<Tried> tried) {
    public Report {
      mistakes = List.copyOf(mistakes);
      estates = List.copyOf(estates);
      tried = List.copyOf(tried);
    }

    public boolean hasFailed() {
      return tried.stream().anyMatch(each -> each.answer().outcome() == Outcome.BAD);
    }
  }

  /**
   * @throws IOException where the file cannot be read
   */
  Report check(Question question) throws IOException, InterruptedException;
}
