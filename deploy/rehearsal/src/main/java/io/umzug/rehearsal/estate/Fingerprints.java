package io.umzug.rehearsal.estate;

import io.umzug.rehearsal.estate.Fingerprint.DatabasePrint;
import io.umzug.rehearsal.estate.Fingerprint.TablePrint;
import io.umzug.rehearsal.tds.SqlBackend;
import io.umzug.rehearsal.tds.SqlServerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.xml.sax.SAXException;

/** Takes fingerprints of the estate's machines; changes nothing. */
final class Fingerprints {

  private final EstateFolder folder;
  private final Topology topology;
  private final Memory memory;
  private final SqlServers sqlServers;
  private final Machines machines;

  Fingerprints(
      EstateFolder folder,
      Topology topology,
      Memory memory,
      SqlServers sqlServers,
      Machines machines) {
    this.folder = folder;
    this.topology = topology;
    this.memory = memory;
    this.sqlServers = sqlServers;
    this.machines = machines;
  }

  Fingerprint of(String host) {
    XPhoneHost software = memory.state().hosts().get(host);
    if (software == null) {
      throw new IllegalArgumentException(
          "There is no machine %s; there are %s."
              .formatted(host, String.join(", ", memory.state().hosts().keySet())));
    }
    Optional<Machine> machine = machines.find(host);
    return new Fingerprint(
        host,
        software.version(),
        files(machine.map(found -> found.folder().folder()).orElse(folder.v4())),
        machine.map(this::databases).orElse(List.of()));
  }

  private static Map<String, String> files(Path root) {
    Map<String, String> files = new TreeMap<>();
    if (!Files.isDirectory(root)) {
      return files;
    }
    try (Stream<Path> found = Files.walk(root)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString().replace('\\', '/');
        if (!name.equals(XPhoneFolder.LOG) && !name.equals(XPhoneFolder.BACKUP_MANAGER_LOG)) {
          files.put(name, ContentSum.of(Files.readAllBytes(file)));
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + root, e);
    }
  }

  private List<DatabasePrint> databases(Machine machine) {
    if (!Files.exists(machine.folder().atlas())) {
      return List.of();
    }
    try {
      return AtlasEntries.read(machine.folder().atlas()).entries().stream()
          .map(entry -> database(entry, machine.host()))
          .toList();
    } catch (IOException | SAXException e) {
      throw new EstateException("atlas.xml on " + machine.host() + " cannot be read.", e);
    }
  }

  private DatabasePrint database(AtlasEntries.Entry entry, String host) {
    Optional<SqlServerPlace> place = topology.meantBy(entry.dataSource(), host);
    String server = place.map(SqlServerPlace::name).orElse("");
    Optional<SqlBackend> backend = place.flatMap(sqlServers::reached);
    if (backend.isEmpty()) {
      return new DatabasePrint(entry.database(), server, false, Map.of());
    }
    SqlBackend.Login login =
        sqlServers.saLogin(place.orElseThrow(), entry.database(), "REHEARSAL fingerprint", host);
    try (SqlConsole console = SqlConsole.open(backend.get(), login)) {
      return new DatabasePrint(entry.database(), server, true, tables(console));
    } catch (SqlServerException _) {
      return new DatabasePrint(entry.database(), server, false, Map.of());
    }
  }

  private static Map<String, TablePrint> tables(SqlConsole console) throws SqlServerException {
    Map<String, TablePrint> tables = new TreeMap<>();
    for (String table : console.texts("SELECT name FROM sys.tables")) {
      ContentSum sum = new ContentSum();
      console.stream("SELECT * FROM [dbo]." + SqlConsole.quoted(table), sum);
      tables.put(table, new TablePrint(sum.rows(), sum.text()));
    }
    return tables;
  }
}
