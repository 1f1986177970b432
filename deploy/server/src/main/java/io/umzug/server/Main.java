package io.umzug.server;

import io.umzug.application.host.ThisMachine;
import io.umzug.infrastructure.cli.AtlasCommand;
import io.umzug.infrastructure.cli.CopyCommand;
import io.umzug.infrastructure.cli.EstateCommand;
import io.umzug.infrastructure.cli.HostCommand;
import io.umzug.infrastructure.cli.ProbeCommand;
import io.umzug.infrastructure.cli.ScriptCheckCommand;
import io.umzug.infrastructure.cli.ScriptCommand;
import io.umzug.infrastructure.cli.ScriptExportCommand;
import io.umzug.infrastructure.cli.ScriptImportCommand;
import io.umzug.infrastructure.cli.UmzugCommand;
import io.umzug.infrastructure.cli.VerifyCommand;
import io.umzug.infrastructure.estate.EstateSchema;
import io.umzug.infrastructure.files.AtlasFileStore;
import io.umzug.infrastructure.filesystem.LocalHostFiles;
import io.umzug.infrastructure.host.HttpPages;
import io.umzug.infrastructure.host.SystemHostNames;
import io.umzug.infrastructure.host.TcpListeners;
import io.umzug.infrastructure.sqlserver.copy.JdbcDirectCopies;
import io.umzug.infrastructure.sqlserver.script.FileScriptChecks;
import io.umzug.infrastructure.sqlserver.script.JdbcScriptExports;
import io.umzug.infrastructure.sqlserver.script.JdbcScriptImports;
import io.umzug.infrastructure.sqlserver.verification.JdbcFingerprints;
import io.umzug.infrastructure.ssh.SshHosts;
import java.time.InstantSource;

/**
 * {@code umzug}: the command line, with the service behind {@code serve}; {@code atlas}, {@code
 * copy}, {@code estate}, {@code host}, {@code probe}, {@code script} and {@code verify} are on
 * their own.
 */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(
        UmzugCommand.commandLine(
                new ServeCommand(),
                new AtlasCommand(new AtlasFileStore(new LocalHostFiles(ThisMachine.NAME))),
                new ProbeCommand(
                    new TcpListeners(SshHosts.NONE),
                    new HttpPages(),
                    new SystemHostNames(),
                    InstantSource.system()),
                CopyCommand.of(new JdbcDirectCopies()),
                new EstateCommand(new ComposedEstateChecks(), EstateSchema::text),
                HostCommand.of(HostsOfFile::read),
                VerifyCommand.of(new JdbcFingerprints()),
                ScriptCommand.of(
                    new ScriptExportCommand(new JdbcScriptExports()),
                    new ScriptImportCommand(new JdbcScriptImports()),
                    new ScriptCheckCommand(new FileScriptChecks())))
            .execute(arguments));
  }
}
