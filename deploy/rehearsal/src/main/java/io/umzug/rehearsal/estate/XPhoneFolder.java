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
import java.util.Map;

/** The folder of an installed XPhone server: atlas.xml, licence and log. */
final class XPhoneFolder {

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

  private Path licence() {
    return folder.resolve("XPhone.lic");
  }

  private Path log() {
    return folder.resolve("atlas.log");
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
    String line = "%s %s REHEARSAL %s\r\n".formatted(LOG_TIME.format(clock.instant()), level, text);
    try {
      Files.writeString(log(), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + log(), e);
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
