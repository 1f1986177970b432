package io.umzug.infrastructure.estate;

import io.umzug.domain.plan.RouteKind;
import io.umzug.infrastructure.estate.EstateSettings.DatabaseEntry;
import io.umzug.infrastructure.estate.EstateSettings.EstateEntry;
import io.umzug.infrastructure.estate.EstateSettings.ShareEntry;
import io.umzug.infrastructure.estate.EstateSettings.SqlServerEntry;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.Environment;

/** What is wrong in the estates' configuration, all of it at once, before anything is started. */
public final class ConfigurationMistakes extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final String ESTATES = "umzug.estates";
  private static final Bindable<List<EstateEntry>> ENTRIES = Bindable.listOf(EstateEntry.class);

  private ConfigurationMistakes(List<String> mistakes) {
    super(String.join("; ", mistakes) + ".");
  }

  /**
   * @throws ConfigurationMistakes which names every setting that is unknown, missing, or says what
   *     cannot be
   */
  public static void refuse(Environment environment) {
    List<String> mistakes = new ArrayList<>();
    try {
      List<EstateEntry> estates = bound(environment);
      mistakes.addAll(unknown(environment));
      for (int i = 0; i < estates.size(); i++) {
        missing(estates.get(i), "%s[%d]".formatted(ESTATES, i), mistakes);
      }
      if (mistakes.isEmpty()) {
        estates.forEach(estate -> contradictions(estate, mistakes));
        twice(estates.stream().map(EstateEntry::name), "an estate", mistakes);
      }
    } catch (BindException e) {
      mistakes.add(unreadable(e));
    }
    if (!mistakes.isEmpty()) {
      throw new ConfigurationMistakes(mistakes);
    }
  }

  private static List<EstateEntry> bound(Environment environment) {
    return Binder.get(environment).bind(ESTATES, ENTRIES).orElse(List.of());
  }

  /** What the file says and no setting is called. */
  private static List<String> unknown(Environment environment) {
    ConfigurationPropertyName estates = ConfigurationPropertyName.of(ESTATES);
    Map<String, String> unknown = new TreeMap<>();
    for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
      if (source instanceof IterableConfigurationPropertySource names) {
        for (ConfigurationPropertyName name : names) {
          if (estates.isAncestorOf(name)) {
            int known = known(name, estates.getNumberOfElements());
            if (known < name.getNumberOfElements()) {
              unknown.put(
                  name.chop(known + 1).toString(), place(source.getConfigurationProperty(name)));
            }
          }
        }
      }
    }
    return unknown.entrySet().stream()
        .map(entry -> "unknown setting %s%s".formatted(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** How many of the name's elements are known. */
  private static int known(ConfigurationPropertyName name, int from) {
    Class<?> type = EstateEntry.class;
    for (int i = from; i < name.getNumberOfElements(); i++) {
      if (!type.isRecord()) {
        return name.getNumberOfElements();
      }
      if (name.isNumericIndex(i)) {
        continue;
      }
      String element = name.getElement(i, Form.UNIFORM);
      Optional<RecordComponent> component =
          Arrays.stream(type.getRecordComponents())
              .filter(known -> known.getName().equalsIgnoreCase(element))
              .findFirst();
      if (component.isEmpty()) {
        return i;
      }
      type = content(component.get());
    }
    return name.getNumberOfElements();
  }

  /** The component's type, or that of what its list holds. */
  private static Class<?> content(RecordComponent component) {
    return component.getGenericType() instanceof ParameterizedType list
            && list.getActualTypeArguments()[0] instanceof Class<?> held
        ? held
        : component.getType();
  }

  private static String unreadable(BindException e) {
    ConfigurationProperty property = e.getProperty();
    Class<?> wanted = e.getTarget().getType().resolve(Object.class);
    String known =
        wanted.isEnum()
            ? Arrays.stream(wanted.getEnumConstants())
                .map(constant -> spelling((Enum<?>) constant))
                .collect(Collectors.joining(", ", "; it is one of ", ""))
            : "; it is of type " + wanted.getSimpleName();
    return property == null
        ? "%s cannot be read%s".formatted(e.getName(), known)
        : "%s cannot be '%s'%s%s"
            .formatted(e.getName(), property.getValue(), place(property), known);
  }

  private static String spelling(Enum<?> constant) {
    String name = constant.name();
    return name.matches("V[0-9]+") ? name : name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String place(@Nullable ConfigurationProperty property) {
    Origin origin = Origin.from(property);
    while (origin instanceof PropertySourceOrigin wrapped) {
      origin = wrapped.getOrigin();
    }
    return origin instanceof TextResourceOrigin text && text.getLocation() != null
        ? " (line %d)".formatted(text.getLocation().getLine() + 1)
        : "";
  }

  /** What no default stands in for and nobody has said. */
  private static void missing(Object entry, String place, List<String> mistakes) {
    RecordComponent[] components = entry.getClass().getRecordComponents();
    Parameter[] parameters = entry.getClass().getDeclaredConstructors()[0].getParameters();
    for (int i = 0; i < components.length; i++) {
      String name = "%s.%s".formatted(place, dashed(components[i].getName()));
      Object value = value(components[i], entry);
      boolean optional =
          parameters[i].isAnnotationPresent(DefaultValue.class)
              || components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
      if (value == null || value instanceof String text && text.isBlank()) {
        if (!optional) {
          mistakes.add(name + " is missing");
        }
      } else {
        within(value, name, mistakes);
      }
    }
  }

  private static void within(Object value, String name, List<String> mistakes) {
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i) instanceof Record inner) {
          missing(inner, "%s[%d]".formatted(name, i), mistakes);
        }
      }
    } else if (value instanceof Record inner) {
      missing(inner, name, mistakes);
    }
  }

  private static @Nullable Object value(RecordComponent component, Object entry) {
    try {
      return component.getAccessor().invoke(entry);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A record lets nobody read its " + component.getName(), e);
    }
  }

  private static String dashed(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static void contradictions(EstateEntry estate, List<String> mistakes) {
    List<String> servers = estate.sqlServers().stream().map(SqlServerEntry::name).toList();
    twice(servers.stream(), "a SQL Server of estate " + estate.name(), mistakes);
    twice(
        estate.databases().stream().map(DatabaseEntry::name),
        "a database of estate " + estate.name(),
        mistakes);
    for (ShareEntry share : estate.shares()) {
      try {
        share.host();
      } catch (IllegalArgumentException e) {
        mistakes.add("a share of estate %s: %s".formatted(estate.name(), e.getMessage()));
      }
    }
    for (DatabaseEntry database : estate.databases()) {
      if (estate.route() != RouteKind.TRANSFER) {
        named(database, "source", database.source(), servers, mistakes);
      }
      named(database, "target", database.target(), servers, mistakes);
      if (!database.intermediate().isBlank()) {
        named(database, "intermediate", database.intermediate(), servers, mistakes);
      }
    }
  }

  private static void named(
      DatabaseEntry database,
      String site,
      String server,
      List<String> servers,
      List<String> mistakes) {
    if (servers.stream().noneMatch(server::equalsIgnoreCase)) {
      mistakes.add(
          "%s of database %s is '%s', which sql-servers does not name (it names %s)"
              .formatted(site, database.name(), server, String.join(", ", servers)));
    }
  }

  private static void twice(Stream<String> names, String what, List<String> mistakes) {
    names
        .collect(
            Collectors.groupingBy(name -> name.toLowerCase(Locale.ROOT), Collectors.counting()))
        .forEach(
            (name, count) -> {
              if (count > 1) {
                mistakes.add("'%s' is the name of %s %d times".formatted(name, what, count));
              }
            });
  }
}
