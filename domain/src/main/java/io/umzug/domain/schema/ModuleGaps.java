package io.umzug.domain.schema;

import static io.umzug.domain.schema.Gap.Severity.BLOCKING;
import static io.umzug.domain.schema.Gap.Severity.WARNING;

import io.umzug.domain.route.SqlServerRelease;
import io.umzug.domain.script.TSqlTokens;
import java.util.ArrayList;
import java.util.List;

/** What stands against a view, procedure, function or trigger on the target. */
final class ModuleGaps {

  private final SqlServerRelease target;

  ModuleGaps(SqlServerRelease target) {
    this.target = target;
  }

  List<Gap> of(SqlModule module) {
    if (module.kind() == SqlModule.Kind.ASSEMBLY_MODULE) {
      return List.of(
          blocking(
              module,
              "It is of an assembly, which a script of Umzug does not carry.",
              "Deploy the assembly on the target by hand, and leave it out of the export."));
    }
    String definition = module.definition();
    if (definition == null) {
      return List.of(
          blocking(
              module,
              "It is encrypted: its text cannot be read.",
              "Get its source from whoever wrote it and create it on the target; leave it out of"
                  + " the export."));
    }
    List<Gap> gaps = new ArrayList<>();
    try {
      text(module, ModuleText.of(module, definition), definition, gaps);
    } catch (UnwritableValue e) {
      gaps.add(
          blocking(
              module, String.valueOf(e.getMessage()), "Create it again by ALTER, then export."));
    }
    return gaps;
  }

  private void text(SqlModule module, String written, String definition, List<Gap> gaps) {
    if (TSqlTokens.of(definition).stream().anyMatch(word -> word.is("NATIVE_COMPILATION"))) {
      gaps.add(
          blocking(
              module,
              "It is compiled natively, for memory-optimised tables, which come as ordinary ones.",
              "Write it as an ordinary one and leave it out of the export."));
    }
    // A text that goes within a string is looked at as it was.
    String looked = written.startsWith(ModuleText.WITHIN_STRING) ? definition : written;
    LanguageFeatures.missing(looked, target)
        .forEach(
            (feature, since) ->
                gaps.add(
                    new Gap(
                        WARNING,
                        module.name().toString(),
                        "Its text seems to use %s, which came with SQL Server %s."
                            .formatted(feature, since.label()),
                        "Write it another way before the move, or expect an error there.",
                        "M2")));
  }

  private static Gap blocking(SqlModule module, String sentence, String remedy) {
    return new Gap(BLOCKING, module.name().toString(), sentence, remedy, "M2");
  }
}
