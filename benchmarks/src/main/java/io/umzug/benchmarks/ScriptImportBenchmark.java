package io.umzug.benchmarks;

import io.umzug.application.script.ScriptExport.Destination;
import io.umzug.application.script.ScriptImport;
import io.umzug.application.script.ScriptImport.Completed;
import io.umzug.application.script.ScriptOrder;
import io.umzug.infrastructure.sqlserver.script.JdbcScriptImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An exported script into an empty database: Umzug's import beside bsqldb's. */
public final class ScriptImportBenchmark extends Comparison {

  private static final String DATABASE = "imported";

  private ScriptImportBenchmark(Server server, long rows) {
    super(server, rows);
  }

  public static void main(String[] arguments) throws Exception {
    main(arguments, ScriptImportBenchmark::new);
  }

  @Override
  List<Measured> ways(Shape shape) throws IOException {
    Path script = file(shape.label() + ".sql");
    Scripts.export(server(), source(shape), DATABASE, new Destination.SingleFile(script), rows());
    Path unmarked = Scripts.withoutByteOrderMark(script, file(shape.label() + "-unmarked.sql"));
    return List.of(
        new Measured("script import", () -> importScript(script)),
        new Measured("bsqldb -i", () -> bsqldb(unmarked)));
  }

  private void importScript(Path script) throws IOException {
    server().fresh(DATABASE);
    JdbcScriptImports imports = new JdbcScriptImports();
    ScriptImport ended =
        imports.importScript(
            server().access(), DATABASE, script, ScriptOrder.ofWork("benchmark"), _ -> {});
    if (!(ended instanceof Completed)) {
      throw new IllegalStateException("The import has not completed: " + ended);
    }
    imports.forget(server().access(), DATABASE, script);
    server().require(DATABASE, rows());
  }

  private void bsqldb(Path script) throws IOException, InterruptedException {
    server().fresh(DATABASE);
    Path said = file("bsqldb.txt");
    server().freeTds().bsqldb(DATABASE, script, said);
    Files.delete(said);
    server().require(DATABASE, rows());
  }
}
