package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.estate.ArmedFault;
import io.umzug.rehearsal.estate.Faults;
import io.umzug.rehearsal.estate.Journal;
import io.umzug.rehearsal.estate.Shares;
import io.umzug.rehearsal.tds.SqlBackend;
import io.umzug.rehearsal.tds.SqlServerException;
import io.umzug.rehearsal.tds.SqlSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Two instances on real files: an old Express 2019 and a new Standard 2019, and one share. */
final class Rig implements AutoCloseable {

  static final String SHARE = "\\\\SQLNEW\\XPhoneBackup";

  final Path folder;
  final Faults faults;
  final Journal journal;
  final Shares shares = new Shares();
  final SqlInstance old;
  final SqlInstance target;

  Rig(Path folder) throws Exception {
    this.folder = folder;
    Files.createDirectories(folder.resolve("share"));
    faults = Faults.open(folder.resolve("faults"));
    journal = Journal.open(folder.resolve("journal"), InstantSource.system());
    shares.add(SHARE, folder.resolve("share"));
    old = open("OLDXP\\XPCONNECT", "14.0.1000.169", "Express Edition (64-bit)");
    target = open("SQLNEW\\SQL2019", "15.0.2000.5", "Standard Edition (64-bit)");
  }

  SqlInstance open(String name, String version, String edition) {
    return SqlInstance.open(settings(folder, name, version, edition), faults, journal, shares);
  }

  static InstanceSettings settings(Path folder, String name, String version, String edition) {
    return new InstanceSettings(
        name,
        folder.resolve(name.replace('\\', '_')),
        version,
        edition,
        "NT Service\\MSSQL$SQL2019",
        List.of(
            new SqlLogin("sa", "Geheim1!", Set.of("sysadmin")),
            new SqlLogin("migrator", "Umzug1!", Set.of("dbcreator")),
            new SqlLogin("reader", "Lesen1!", Set.of()),
            new SqlLogin("ESTATE\\xphone", "", Set.of())),
        true,
        "");
  }

  void arm(String fault) {
    faults.arm(ArmedFault.parse(fault));
  }

  List<String> journal(String database) {
    return Journal.read(folder.resolve("journal")).stream()
        .filter(entry -> database.equals(entry.details().get("database")))
        .map(Journal.Entry::what)
        .toList();
  }

  static EngineSession login(SqlInstance instance, String user, String password, String database)
      throws SqlServerException {
    return instance.login(
        new SqlBackend.Login(user, password, database, "umzug/4711/backup", "HOST", false));
  }

  static EngineSession sa(SqlInstance instance) throws SqlServerException {
    return login(instance, "sa", "Geheim1!", "");
  }

  static Collected run(SqlSession session, String sql, SqlSession.Parameter... parameters)
      throws SqlServerException {
    Collected collected = new Collected();
    session.execute(sql, List.of(parameters), collected);
    return collected;
  }

  static List<Integer> refused(SqlSession session, String sql, SqlSession.Parameter... parameters) {
    Collected collected = new Collected();
    try {
      session.execute(sql, List.of(parameters), collected);
    } catch (SqlServerException e) {
      return new ArrayList<>(
          collected.messages.stream().filter(m -> m.isError()).map(m -> m.number()).toList());
    }
    throw new AssertionError("Not refused: " + sql);
  }

  static String share(String file) {
    return SHARE + "\\" + file;
  }

  @Override
  public void close() {
    old.close();
    target.close();
    journal.close();
  }
}
