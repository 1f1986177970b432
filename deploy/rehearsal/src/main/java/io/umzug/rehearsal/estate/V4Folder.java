package io.umzug.rehearsal.estate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What an XPhone UC 2011 has that is carried over (R6). How the vendor's files look is not known
 * (U1); these are the stand-in's own, and the same number of rows always gives the same bytes.
 */
final class V4Folder {

  static final String USERS_FILE = "users.csv";

  private static final long SEED = 20_110_401L;
  private static final List<String> FIRST_NAMES =
      List.of("Jürgen", "Käthe", "Zoë", "Anna", "Björn");
  private static final List<String> LAST_NAMES = List.of("Müller", "Groß", "Öztürk", "Weiß");

  private final Path folder;

  V4Folder(Path folder) {
    this.folder = folder;
  }

  Path of(Artefact artefact) {
    return folder.resolve(artefact.folder());
  }

  /**
   * @param rows of the estate, in total; users, announcements and recorded names follow them
   */
  void install(long rows) {
    int users = (int) Math.clamp(rows * 6 / 1000, 5, 250);
    for (int user = 1; user <= users; user += 2) {
      wave("user%d-name.wav".formatted(user), user);
    }
    for (int user = 1; user <= users; user += 3) {
      wave("user%d-announcement.wav".formatted(user), -user);
    }
    for (String name : List.of("Zentrale", "Werkstatt")) {
      text(
          Artefact.AUTO_ATTENDANTS,
          name + ".xml",
          "<AutoAttendant name=\"%s\"><Key digit=\"1\" to=\"Empfang\"/></AutoAttendant>"
              .formatted(name));
    }
    for (int line = 1; line <= 3; line++) {
      text(
          Artefact.DYNAMIC_LINES,
          "line%d.xml".formatted(line),
          "<DynamicLine id=\"%d\" number=\"+4989123%d\"/>".formatted(line, line));
    }
    text(Artefact.PBX_PARAMETERS, "pbx.xml", "<Pbx name=\"Anlage\" trunk=\"1\"/>");
    text(Artefact.PBX_PARAMETERS, "dialling.xml", "<Dialling area=\"+4989\" external=\"0\"/>");
    text(Artefact.USERS, USERS_FILE, csv(users));
  }

  /** By R7: semicolons, the attributes' names first, a comment, nothing empty that may not be. */
  private static String csv(int users) {
    Random random = new Random(SEED);
    StringBuilder csv = new StringBuilder("ID;firstname;name;account;email\r\n");
    csv.append("# REHEARSAL users of an XPhone UC 2011 that never was\r\n");
    for (int user = 1; user <= users; user++) {
      csv.append(
          "%d;%s;%s;%s\\user%d;%s\r\n"
              .formatted(
                  user,
                  FIRST_NAMES.get(random.nextInt(FIRST_NAMES.size())),
                  LAST_NAMES.get(random.nextInt(LAST_NAMES.size())),
                  Topology.DOMAIN,
                  user,
                  random.nextInt(4) == 0 ? "" : "user" + user + "@rehearsal.example"));
    }
    return csv.toString();
  }

  private void text(Artefact artefact, String name, String text) {
    String marked = name.endsWith(".xml") ? "<!-- REHEARSAL -->\r\n" + text + "\r\n" : text;
    EstateFolder.write(of(artefact).resolve(name), marked.getBytes(StandardCharsets.UTF_8));
  }

  /** A RIFF file of noise: 8 kHz, 8 bit, mono. */
  private void wave(String name, int seed) {
    byte[] noise = new byte[800 + Math.floorMod(seed * 37, 400)];
    new Random(SEED + seed).nextBytes(noise);
    ByteBuffer wave = ByteBuffer.allocate(44 + noise.length).order(ByteOrder.LITTLE_ENDIAN);
    wave.put(ascii("RIFF")).putInt(36 + noise.length).put(ascii("WAVEfmt ")).putInt(16);
    wave.putShort((short) 1).putShort((short) 1).putInt(8_000).putInt(8_000);
    wave.putShort((short) 1).putShort((short) 8).put(ascii("data")).putInt(noise.length);
    wave.put(noise);
    EstateFolder.write(of(Artefact.ANNOUNCEMENTS).resolve(name), wave.array());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** How many things of a kind lie in a folder: users by lines, all else by files. */
  static int count(Artefact artefact, Path folder) {
    Map<String, byte[]> files = files(folder);
    return artefact == Artefact.USERS
        ? (int)
            new String(files.getOrDefault(USERS_FILE, new byte[0]), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .count()
        : files.size();
  }

  /** Copies every file of a folder, each as a whole or not at all. */
  static void copy(Path from, Path to) {
    files(from).forEach((name, bytes) -> EstateFolder.write(to.resolve(name), bytes));
  }

  private static Map<String, byte[]> files(Path folder) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    try (Stream<Path> found = Files.list(folder)) {
      for (Path file : found.sorted().toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + folder, e);
    }
  }
}
