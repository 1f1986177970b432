package io.umzug.domain.atlas;

import io.umzug.domain.atlas.AtlasChange.Subject;
import io.umzug.domain.atlas.AtlasDocument.Connection;
import io.umzug.domain.atlas.AtlasRefusal.Reason;
import io.umzug.domain.atlas.ConnectionString.Property;
import io.umzug.domain.atlas.SourceText.Edit;
import io.umzug.domain.atlas.XmlElement.XmlAttribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects the edits that point a document's connections at their new servers. */
final class Retargeting {
  private static final String WINDOWS = "Windows";

  private final AtlasDocument document;
  private final SourceText source;
  private final boolean useWindowsLogin;
  private final List<Edit> edits = new ArrayList<>();
  private final List<AtlasChange> changes = new ArrayList<>();

  Retargeting(AtlasDocument document, boolean useWindowsLogin) {
    this.document = document;
    this.source = document.source();
    this.useWindowsLogin = useWindowsLogin;
  }

  AtlasRewrite rewrite(Map<String, String> targets) {
    checked(targets).forEach(this::retarget);
    if (edits.isEmpty()) {
      return new AtlasRewrite.Unchanged(document.file());
    }
    byte[] content = source.with(edits);
    String text = reread(content);
    changes.sort(Comparator.comparingInt(AtlasChange::line));
    return new AtlasRewrite.Rewritten(content, source.text(), text, changes);
  }

  private Map<String, String> checked(Map<String, String> targets) {
    Map<String, String> checked = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    targets.forEach(
        (database, dataSource) -> {
          String other = checked.put(database, dataSource);
          if (other != null && !other.equals(dataSource)) {
            throw refusal(
                Reason.TARGET_NOT_USABLE,
                "Two Data Sources are given for %s: %s and %s. Name one."
                    .formatted(database, other, dataSource));
          }
          checkDataSource(database, dataSource);
        });
    return checked;
  }

  private void checkDataSource(String database, String dataSource) {
    if (dataSource.isEmpty()
        || !dataSource.strip().equals(dataSource)
        || dataSource.chars().anyMatch(Character::isISOControl)) {
      throw refusal(
          Reason.TARGET_NOT_USABLE,
          "The Data Source for %s is empty, has a blank at an end, or a control character in it. Give it as server, server\\instance or server,port."
              .formatted(database));
    }
    if (!source.canEncode(dataSource)) {
      throw refusal(
          Reason.TARGET_NOT_ENCODABLE,
          "The Data Source %s for %s cannot be written in %s, the file's encoding."
              .formatted(dataSource, database, source.charset().name()));
    }
  }

  private void retarget(String database, String dataSource) {
    List<Connection> found =
        document.connections().stream().filter(c -> c.entry().isFor(database)).toList();
    if (found.isEmpty()) {
      throw refusal(
          Reason.DATABASE_NOT_FOUND,
          "No connection below <Databases> names the database %s. It has: %s."
              .formatted(database, knownDatabases()));
    }
    for (Connection connection : found) {
      checkAgreement(found.getFirst(), connection);
      exchangeDataSource(connection, dataSource);
      if (useWindowsLogin) {
        setWindowsLogin(connection);
      }
    }
  }

  private String knownDatabases() {
    List<String> known =
        document.connections().stream()
            .flatMap(c -> Optional.ofNullable(c.entry().database()).stream())
            .distinct()
            .toList();
    return known.isEmpty() ? "none" : String.join(", ", known);
  }

  private void checkAgreement(Connection first, Connection other) {
    String expected = first.entry().dataSource();
    String found = other.entry().dataSource();
    if (found == null || expected == null) {
      throw source.refusal(
          Reason.DATA_SOURCE_MISSING,
          other.attribute().offset(),
          "The connection to %s has no Data Source to exchange. Add one by hand."
              .formatted(other.entry().database()));
    }
    if (!found.equalsIgnoreCase(expected)) {
      throw source.refusal(
          Reason.ENTRIES_CONTRADICT_EACH_OTHER,
          other.attribute().offset(),
          "The database %s is at %s here but at %s in line %d. Which of them is meant must be settled by hand."
              .formatted(other.entry().database(), found, expected, first.entry().line()));
    }
  }

  private void exchangeDataSource(Connection connection, String dataSource) {
    XmlAttribute attribute = connection.attribute();
    List<Property> different =
        connection.string().dataSources().stream()
            .filter(p -> !p.value().equals(dataSource))
            .toList();
    for (Property property : different) {
      String literal = connection.string().literal(property, dataSource);
      edits.add(
          new Edit(
              attribute.value().sourceOffset(property.start()),
              attribute.value().sourceOffset(property.end()),
              XmlValue.escape(literal, attribute.quote())));
    }
    if (!different.isEmpty()) {
      note(connection, Subject.DATA_SOURCE, different.getFirst().value(), dataSource);
    }
  }

  private void setWindowsLogin(Connection connection) {
    Optional<XmlAttribute> present = connection.useLogin();
    if (present.isEmpty()) {
      XmlAttribute attribute = connection.attribute();
      String added = " useLogin=%2$c%1$s%2$c".formatted(WINDOWS, attribute.quote());
      edits.add(new Edit(attribute.end(), attribute.end(), added));
      note(connection, Subject.USE_LOGIN, null, WINDOWS);
    } else if (!present.get().value().text().equals(WINDOWS)) {
      XmlValue value = present.get().value();
      int end = present.get().end() - 1;
      edits.add(new Edit(value.sourceOffset(0), end, WINDOWS));
      note(connection, Subject.USE_LOGIN, value.text(), WINDOWS);
    }
  }

  private void note(Connection connection, Subject subject, @Nullable String from, String to) {
    AtlasEntry entry = connection.entry();
    changes.add(new AtlasChange(entry.line(), String.valueOf(entry.database()), subject, from, to));
  }

  /** The rewritten file must be understood as the original was. */
  private String reread(byte[] content) {
    try {
      return AtlasDocument.parse(content).source().text();
    } catch (RefusedException e) {
      throw refusal(
          Reason.TARGET_NOT_USABLE,
          "With the new values the file would not be readable any more: " + e.refusal().sentence());
    }
  }

  private RefusedException refusal(Reason reason, String sentence) {
    return source.refusal(reason, document.area(), sentence);
  }
}
