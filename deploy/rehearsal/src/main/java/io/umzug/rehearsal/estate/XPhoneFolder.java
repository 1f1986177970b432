package io.umzug.rehearsal.estate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The folder of an installed XPhone server: atlas.xml, licence, a folder Custom, and the log. */
final class XPhoneFolder {

  static final String LOG = "atlas.log";

  /** The true one's place is shown in the Backup-Manager's header, its name nobody knows (B1). */
  static final String BACKUP_MANAGER_LOG = "BackupManager.log";

  private static final Pattern ATLAS_VERSION = Pattern.compile("(?<head><Atlas version=\")[0-9]+");
  private static final DateTimeFormatter LOG_TIME =
      DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm:ss").withZone(ZoneId.systemDefault());

  private final String host;
  private final Path folder;
  private final InstantSource clock;

  XPhoneFolder(String host, Path folder, InstantSource clock) {
    this.host = host;
    this.folder = folder;
    this.clock = clock;
  }

  Path atlas() {
    return folder.resolve("atlas.xml");
  }

  Path folder() {
    return folder;
  }

  private Path licence() {
    return folder.resolve("XPhone.lic");
  }

  private Path custom() {
    return folder.resolve("Custom");
  }

  Path backupManagerLog() {
    return folder.resolve(BACKUP_MANAGER_LOG);
  }

  private Path log() {
    return folder.resolve(LOG);
  }

  /** What a snapshot keeps beside atlas.xml, there or not. */
  List<Path> keptFiles() {
    return List.of(licence(), custom());
  }

  /**
   * What the installer lays down; an atlas.xml that is there already is left alone.
   *
   * @param dataSources by database, as the installer writes them
   */
  void install(int version, Map<String, String> dataSources) {
    if (!Files.exists(atlas())) {
      EstateFolder.write(
          atlas(), ("\uFEFF" + atlasText(version, dataSources)).getBytes(StandardCharsets.UTF_8));
    }
    if (!Files.exists(custom().resolve("greeting.txt"))) {
      String greeting =
          "REHEARSAL: written by nobody, for nobody.\r\nGuten Tag, Sie sprechen mit %s.\r\n";
      EstateFolder.write(
          custom().resolve("greeting.txt"),
          greeting.formatted(host).getBytes(StandardCharsets.UTF_8));
    }
    writeRules(version);
  }

  /**
   * What an update changes in the folder, so that going back has something to put back: the version
   * in the head of atlas.xml, and a file in the folder Custom. All else stays as it is.
   */
  void update(int version) throws IOException {
    String text = Files.readString(atlas());
    String updated = ATLAS_VERSION.matcher(text).replaceFirst("${head}" + version);
    if (!updated.equals(text)) {
      EstateFolder.write(atlas(), updated.getBytes(StandardCharsets.UTF_8));
    }
    writeRules(version);
  }

  private void writeRules(int version) {
    String rules = "<Rules rehearsal=\"true\" version=\"%d.0\"/>\r\n".formatted(version);
    EstateFolder.write(custom().resolve("rules.xml"), rules.getBytes(StandardCharsets.UTF_8));
  }

  /** A licence file that exists is not overwritten (R32). */
  boolean installLicence(String serial) {
    if (Files.exists(licence())) {
      return false;
    }
    String text =
        "REHEARSAL licence, good for nothing else\r\nhost=%s\r\nserial=%s\r\n"
            .formatted(host, serial);
    EstateFolder.write(licence(), text.getBytes(StandardCharsets.UTF_8));
    return true;
  }

  void log(String level, String text) {
    append(log(), level, "REHEARSAL " + text);
  }

  /** An entry in the form of B6, which may wrap over lines. */
  void backupManagerLog(String level, String text) {
    append(backupManagerLog(), level, text.replace("\n", "\r\n"));
  }

  private void append(Path file, String level, String text) {
    String entry = "%s %s %s\r\n".formatted(LOG_TIME.format(clock.instant()), level, text);
    try {
      Files.writeString(file, entry, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  private String atlasText(int version, Map<String, String> dataSources) {
    StringBuilder entries = new StringBuilder();
    dataSources.forEach(
        (database, dataSource) ->
            entries.append(
                """
                    <Database name="%s" connection="Integrated Security=SSPI;Persist Security Info=False;Initial Catalog=%s;Data Source=%s" timeout='30'/>
                """
                    .formatted(database, database, dataSource)));
    return """
        <?xml version="1.0" encoding="utf-8"?>
        <!-- REHEARSAL: atlas.xml of a stand-in; areas and names are its own, not the vendor's. -->
        <Atlas version="%d.0" rehearsal="true">
          <Server host='%s' directoryPort="2230"   webApiPort="2231">
            <Description>Telefonanlage für Übungszwecke &amp; Proben</Description>
          </Server>
          <Logging level="Info" file="atlas.log"/><!-- <Databases> stands below -->
          <Databases>
            <!-- <Database name="XPTEST" connection="Initial Catalog=XPTEST;Data Source=(local)\\XPTEST"/> -->
        %s  </Databases>
          <Telephony>
            <Line id="1" connection="sip:+498912345@pbx.rehearsal.example" note="kein Datenbank-Eintrag"/>
          </Telephony>
        </Atlas>
        """
        .formatted(version, host, entries)
        .replace("\n", "\r\n");
  }
}
