package io.umzug.server;

import io.umzug.application.estate.Estates;
import io.umzug.application.filesystem.HostFiles;
import io.umzug.application.host.ServiceControl;
import io.umzug.application.script.DatabaseScripts;
import io.umzug.application.script.ScriptFiles;
import io.umzug.application.sqlserver.SqlServerAccesses;
import io.umzug.application.sqlserver.SqlServers;
import io.umzug.application.verification.ContentsVerification;
import io.umzug.application.worker.ScriptExportWorker;
import io.umzug.application.worker.ScriptRunWorker;
import io.umzug.infrastructure.files.LocalScriptFiles;
import io.umzug.infrastructure.sqlserver.script.JdbcScriptExports;
import io.umzug.infrastructure.sqlserver.script.JdbcScriptImports;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The move by script (M2, M4). */
@Configuration(proxyBeanMethods = false)
class ScriptComposition {

  @Bean
  ScriptFiles scriptFiles(HostFiles here, @Value("${umzug.data}") Path data) {
    return new LocalScriptFiles(here, data.resolve("scripts"));
  }

  @Bean
  DatabaseScripts databaseScripts(SqlServerAccesses accesses, ScriptFiles files) {
    return new DatabaseScripts(accesses, new JdbcScriptExports(), new JdbcScriptImports(), files);
  }

  @Bean
  ScriptExportWorker scriptExportWorker(
      Estates estates,
      SqlServers servers,
      DatabaseScripts scripts,
      ContentsVerification verification) {
    return new ScriptExportWorker(estates, servers, scripts, verification);
  }

  @Bean
  ScriptRunWorker scriptRunWorker(
      Estates estates,
      SqlServers servers,
      DatabaseScripts scripts,
      ServiceControl control,
      ContentsVerification verification) {
    return new ScriptRunWorker(estates, servers, scripts, control, verification);
  }
}
