package io.umzug.benchmarks;

import io.umzug.application.script.ScriptExport.Destination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A table into a file: as a script with its schema, beside freebcp's out and the rows that bsqldb
 * prints.
 */
public final class ScriptExportBenchmark extends Comparison {

  private ScriptExportBenchmark(Server server, long rows) {
    super(server, rows);
  }

  public static void main(String[] arguments) throws Exception {
    main(arguments, ScriptExportBenchmark::new);
  }

  @Override
  List<Measured> ways(Shape shape) {
    Measured export = new Measured("script export", () -> export(shape));
    Measured freebcp = new Measured("freebcp out", () -> freebcp(shape));
    // bsqldb ends at a column of type datetime2: "type 42 not supported, sorry".
    return shape == Shape.NARROW
        ? List.of(export, freebcp, new Measured("bsqldb SELECT", () -> bsqldb(shape)))
        : List.of(export, freebcp);
  }

  private void export(Shape shape) throws IOException {
    Path script = file("exported.sql");
    Scripts.export(
        server(), source(shape), "elsewhere", new Destination.SingleFile(script), rows());
    Files.delete(script);
  }

  private void freebcp(Shape shape) throws IOException, InterruptedException {
    Path file = file("rows.bcp");
    server().freeTds().bcpOut(source(shape) + ".dbo.rows", file);
    Files.delete(file);
  }

  private void bsqldb(Shape shape) throws IOException, InterruptedException {
    Path query = Files.writeString(file("select.sql"), "SELECT * FROM dbo.rows ORDER BY id\n");
    Path printed = file("rows.txt");
    server().freeTds().bsqldb(source(shape), query, printed);
    Files.delete(printed);
  }
}
