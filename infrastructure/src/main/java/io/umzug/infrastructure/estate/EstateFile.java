package io.umzug.infrastructure.estate;

import io.umzug.application.estatecheck.Mistake;
import io.umzug.infrastructure.estate.EstateSettings.EstateEntry;
import io.umzug.infrastructure.estate.EstateSettings.SqlServerEntry;
import io.umzug.infrastructure.estate.EstateText.NoYaml;
import io.umzug.infrastructure.estate.Setting.Group;
import io.umzug.infrastructure.estate.Setting.Items;
import io.umzug.infrastructure.estate.Setting.Pair;
import io.umzug.infrastructure.estate.Setting.Place;
import io.umzug.infrastructure.estate.Setting.Value;
import io.umzug.infrastructure.secrets.Secrets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The estate file: what it says, where, and all that is wrong with it at once. */
public final class EstateFile {

  private static final String ROOT = "umzug";

  private final List<Mistake> mistakes;
  private final Optional<Setting> umzug;
  private final EstateSettings settings;

  private EstateFile(List<Mistake> mistakes, Optional<Setting> umzug, EstateSettings settings) {
    this.mistakes = mistakes.stream().sorted(Mistake.BY_PLACE).toList();
    this.umzug = umzug;
    this.settings = settings;
  }

  /** Refuses to go on with a file that has mistakes. */
  public static final class Mistaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Mistaken(Path file, List<Mistake> mistakes) {
      super(
          "%s in the estate file:%n%s"
              .formatted(
                  mistakes.size() == 1 ? "1 mistake" : mistakes.size() + " mistakes",
                  String.join(
                      System.lineSeparator(),
                      mistakes.stream().map(mistake -> mistake.in(file.toString())).toList())));
    }
  }

  public static EstateFile read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      return of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException _) {
      return mistaken(new Mistake(1, 1, "The file is no UTF-8: save it as such.", List.of()));
    }
  }

  static EstateFile of(String text) {
    try {
      Optional<Setting> root =
          EstateText.read(text.startsWith("\uFEFF") ? text.substring(1) : text);
      if (root.isEmpty()) {
        return new EstateFile(List.of(), Optional.empty(), bound(Map.of()));
      }
      List<Mistake> mistakes = new ArrayList<>(SchemaCheck.of(root.get()));
      Optional<Setting> umzug = root.get().at(ROOT);
      umzug.map(References::of).ifPresent(mistakes::addAll);
      EstateSettings settings = bound(Map.of());
      if (mistakes.isEmpty() && umzug.isPresent()) {
        settings = understood(umzug.get(), mistakes);
      }
      return new EstateFile(mistakes, umzug, settings);
    } catch (NoYaml e) {
      return mistaken(e.mistake());
    }
  }

  private static EstateFile mistaken(Mistake mistake) {
    return new EstateFile(List.of(mistake), Optional.empty(), bound(Map.of()));
  }

  /** By place. */
  public List<Mistake> mistakes() {
    return mistakes;
  }

  /**
   * Lets nobody go on with a file that has mistakes.
   *
   * @throws Mistaken where there is anything wrong
   */
  public void refuseMistakes(Path file) {
    if (!mistakes.isEmpty()) {
      throw new Mistaken(file, mistakes);
    }
  }

  /** What it says; nothing where it has mistakes. */
  public EstateSettings settings() {
    return settings;
  }

  /** The line of a setting, such as {@code estates}, 0, {@code hosts}, 1; of the next above it. */
  public int line(Object... path) {
    Optional<Setting> found = umzug;
    int line = found.map(setting -> setting.place().line()).orElse(1);
    for (Object step : path) {
      found =
          found.flatMap(
              setting ->
                  step instanceof Integer index
                      ? setting.items().stream().skip(index).findFirst()
                      : setting.at(step.toString()));
      line = found.map(setting -> setting.place().line()).orElse(line);
    }
    return line;
  }

  /**
   * The names of credentials, each with the line that names it first.
   *
   * @param only of this estate; null for all there are
   */
  public Map<String, Integer> credentials(@Nullable String only) {
    Map<String, Integer> lines = new LinkedHashMap<>();
    umzug.stream()
        .flatMap(
            setting ->
                only == null
                    ? Stream.of(setting)
                    : setting.at("estates").stream()
                        .flatMap(estates -> estates.items().stream())
                        .filter(estate -> estate.text("name").equals(only)))
        .flatMap(References::credentialsBelow)
        .forEach(named -> lines.putIfAbsent(named.text(), named.place().line()));
    return lines;
  }

  /** What only shows when it is put to use; each entry's own words say it. */
  private static EstateSettings understood(Setting umzug, List<Mistake> mistakes) {
    Map<String, String> flat = new HashMap<>();
    flatten(umzug, ROOT, flat);
    EstateSettings settings;
    try {
      settings = bound(flat);
    } catch (BindException e) {
      String property = e.getName().toString();
      mistakes.add(
          at(placeOf(umzug, property), "'%s' cannot be read: %s".formatted(property, last(e))));
      return bound(Map.of());
    }
    List<Setting> estates = umzug.at("estates").map(Setting::items).orElse(List.of());
    for (int i = 0; i < settings.estates().size(); i++) {
      EstateEntry estate = settings.estates().get(i);
      Setting where = estates.get(i);
      tried(where.place(), mistakes, () -> estate.contents());
      tried(where.place(), mistakes, () -> estate.estate(settings.rehearsal()));
      for (int j = 0; j < estate.sqlServers().size(); j++) {
        SqlServerEntry server = estate.sqlServers().get(j);
        Secrets unread = Secrets.of(Path.of(""), null, Map.of());
        tried(
            where.at("sql-servers").orElse(where).items().get(j).place(),
            mistakes,
            () -> ConfiguredAccess.of(server, unread));
      }
    }
    return settings;
  }

  private static void tried(Place place, List<Mistake> mistakes, Runnable use) {
    try {
      use.run();
    } catch (IllegalArgumentException e) {
      mistakes.add(at(place, String.valueOf(e.getMessage())));
    }
  }

  private static Mistake at(Place place, String sentence) {
    return new Mistake(place.line(), place.column(), sentence, List.of());
  }

  private static String last(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private static Place placeOf(Setting umzug, String property) {
    Setting found = umzug;
    for (String step : property.replaceFirst("^umzug\\.?", "").split("[.\\[]", -1)) {
      Optional<Setting> next =
          step.endsWith("]")
              ? found.items().stream().skip(Integer.parseInt(step.replace("]", ""))).findFirst()
              : found.at(step);
      if (next.isEmpty()) {
        break;
      }
      found = next.get();
    }
    return found.place();
  }

  private static EstateSettings bound(Map<String, String> flat) {
    return new Binder(
            List.of(new MapConfigurationPropertySource(flat)),
            new PropertySourcesPlaceholdersResolver(new StandardEnvironment()))
        .bindOrCreate(ROOT, EstateSettings.class);
  }

  private static void flatten(Setting setting, String path, Map<String, String> flat) {
    switch (setting) {
      case Group group -> {
        for (Pair pair : group.pairs()) {
          flatten(pair.value(), path + "." + pair.key(), flat);
        }
      }
      case Items items -> {
        for (int i = 0; i < items.items().size(); i++) {
          flatten(items.items().get(i), "%s[%d]".formatted(path, i), flat);
        }
      }
      case Value value -> flat.put(path, value.text());
    }
  }
}
