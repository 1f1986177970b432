package io.umzug.server;

import io.umzug.application.estatecheck.EstateChecks;
import io.umzug.application.estatecheck.Trials;
import io.umzug.application.estatecheck.TrialsOfEstate;
import io.umzug.application.estatecheck.Tried;
import io.umzug.infrastructure.estate.EntriesOfFile;
import io.umzug.infrastructure.estate.EstateFile;
import io.umzug.infrastructure.estate.EstateSettings.EstateEntry;
import java.io.IOException;
import java.util.List;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Checks an estate file with what the service would use, but for its database. */
final class ComposedEstateChecks implements EstateChecks {

  @Override
  public Report check(Question question) throws IOException, InterruptedException {
    EstateFile file = EstateFile.read(question.file());
    List<String> estates = file.settings().estates().stream().map(EstateEntry::name).toList();
    return new Report(
        file.mistakes(),
        estates,
        question.offline() || !file.mistakes().isEmpty() ? List.of() : tried(file, question));
  }

  private static List<Tried> tried(EstateFile file, Question question) throws InterruptedException {
    try (AnnotationConfigApplicationContext parts =
        PartsOfFile.of(file, question.data(), EstateCheckComposition.class)) {
      return Trials.make(
          new EntriesOfFile(file, parts.getBean(TrialsOfEstate.Ports.class))
              .trials(question.estate()),
          Trials.USUAL);
    }
  }
}
