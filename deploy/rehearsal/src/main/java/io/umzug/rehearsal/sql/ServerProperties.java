package io.umzug.rehearsal.sql;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What SERVERPROPERTY and @@VERSION answer. */
final class ServerProperties {

  static final String COLLATION = "Latin1_General_CI_AS";

  private ServerProperties() {}

  static @Nullable String value(SqlInstance instance, String name) {
    InstanceSettings settings = instance.settings();
    InstanceState state = instance.state();
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "PRODUCTVERSION" -> settings.productVersion();
      case "PRODUCTMAJORVERSION" -> Integer.toString(settings.majorVersion());
      case "PRODUCTMINORVERSION" -> Integer.toString(settings.versionNumbers()[1]);
      case "PRODUCTBUILD" -> Integer.toString(settings.versionNumbers()[2]);
      case "PRODUCTLEVEL" -> "RTM";
      case "EDITION" -> settings.edition();
      case "ENGINEEDITION" -> Integer.toString(settings.engineEdition());
      case "SERVERNAME" -> settings.name();
      case "MACHINENAME", "COMPUTERNAMEPHYSICALNETBIOS" -> settings.machineName();
      case "INSTANCENAME" -> settings.instanceName().isEmpty() ? null : settings.instanceName();
      case "COLLATION" -> COLLATION;
      case "INSTANCEDEFAULTDATAPATH", "INSTANCEDEFAULTLOGPATH", "INSTANCEDEFAULTBACKUPPATH" ->
          settings.isBefore(InstanceSettings.SQL_2012) ? null : settings.dataPath();
      case "FILESTREAMCONFIGUREDLEVEL" ->
          Integer.toString(state.configured().getOrDefault(Installation.FILESTREAM, 0));
      case "FILESTREAMEFFECTIVELEVEL" -> Integer.toString(state.filestreamEffectiveLevel());
      case "FILESTREAMSHARENAME" ->
          settings.instanceName().isEmpty() ? "MSSQLSERVER" : settings.instanceName();
      case "ISINTEGRATEDSECURITYONLY", "ISCLUSTERED", "ISSINGLEUSER", "ISHADRENABLED" -> "0";
      case "PROCESSID" -> Long.toString(ProcessHandle.current().pid());
      case "LCID" -> "1033";
      default -> null;
    };
  }

  static String version(InstanceSettings settings) {
    return """
    Microsoft SQL Server %s (RTM) - %s (X64) - REHEARSAL stand-in
    \t%s on Windows Server 2022 Standard 10.0 <X64> (Build 20348: )
    """
        .formatted(settings.releaseName(), settings.productVersion(), settings.edition());
  }
}
