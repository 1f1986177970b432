package io.umzug.domain.schema;

import io.umzug.domain.route.SqlServerRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Indexes and the constraints that stand on them. */
final class IndexText {

  private final SqlServerRelease target;

  IndexText(SqlServerRelease target) {
    this.target = target;
  }

  /** Within CREATE TABLE, or behind ALTER TABLE … ADD. */
  String constraint(Index index) {
    return "CONSTRAINT " + SqlText.name(index.name()) + " " + unnamed(index);
  }

  /** In a table type, where constraints have no names that could be given. */
  String unnamed(Index index) {
    return (index.role() == Index.Role.PRIMARY_KEY ? "PRIMARY KEY" : "UNIQUE")
        + (index.isClustered() ? " CLUSTERED " : " NONCLUSTERED ")
        + key(index)
        + options(index);
  }

  String create(ObjectName table, Index index) {
    if (index.isConstraint()) {
      return "ALTER TABLE " + table.quoted() + " ADD " + constraint(index) + ";";
    }
    Index.XmlUse xml = index.xml();
    if (xml != null) {
      return xml(table, index, xml);
    }
    StringBuilder text = new StringBuilder("CREATE ");
    text.append(index.unique() ? "UNIQUE " : "");
    text.append(index.isClustered() ? "CLUSTERED" : "NONCLUSTERED");
    text.append(" INDEX ").append(SqlText.name(index.name()));
    text.append(" ON ").append(table.quoted()).append(' ').append(key(index));
    if (!index.included().isEmpty()) {
      text.append(
          index.included().stream()
              .map(SqlText::name)
              .collect(Collectors.joining(", ", " INCLUDE (", ")")));
    }
    if (index.filter() != null) {
      text.append(" WHERE ").append(index.filter());
    }
    return text.append(options(index)).append(';').toString();
  }

  String columnstore(ObjectName table, Index index) {
    boolean clustered = index.kind() == Index.Kind.CLUSTERED_COLUMNSTORE;
    String columns =
        index.included().stream().map(SqlText::name).collect(Collectors.joining(", ", " (", ")"));
    return "CREATE %s COLUMNSTORE INDEX %s ON %s%s%s;"
        .formatted(
            clustered ? "CLUSTERED" : "NONCLUSTERED",
            SqlText.name(index.name()),
            table.quoted(),
            clustered ? "" : columns,
            index.filter() == null ? "" : " WHERE " + index.filter());
  }

  private static String xml(ObjectName table, Index index, Index.XmlUse xml) {
    String name = SqlText.name(index.name());
    String on =
        " ON " + table.quoted() + " (" + SqlText.name(index.columns().getFirst().column()) + ")";
    return xml.primary() == null
        ? "CREATE PRIMARY XML INDEX " + name + on + ";"
        : "CREATE XML INDEX %s%s USING XML INDEX %s FOR %s;"
            .formatted(name, on, SqlText.name(xml.primary()), xml.use());
  }

  String disable(ObjectName table, Index index) {
    return "ALTER INDEX %s ON %s DISABLE;".formatted(SqlText.name(index.name()), table.quoted());
  }

  private static String key(Index index) {
    return index.columns().stream()
        .map(Index.Part::text)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /** Only what differs from what the server would choose itself. */
  private String options(Index index) {
    Index.Options options = index.options();
    List<String> words = new ArrayList<>();
    if (options.padded()) {
      words.add("PAD_INDEX = ON");
    }
    if (options.fillFactor() > 0) {
      words.add("FILLFACTOR = " + options.fillFactor());
    }
    if (options.ignoreDuplicates()) {
      words.add("IGNORE_DUP_KEY = ON");
    }
    if (options.statisticsNotRecomputed()) {
      words.add("STATISTICS_NORECOMPUTE = ON");
    }
    if (!options.rowLocks()) {
      words.add("ALLOW_ROW_LOCKS = OFF");
    }
    if (!options.pageLocks()) {
      words.add("ALLOW_PAGE_LOCKS = OFF");
    }
    if (options.compression() != Compression.NONE && Editions.compresses(target)) {
      words.add("DATA_COMPRESSION = " + options.compression());
    }
    return words.isEmpty() ? "" : " WITH (" + String.join(", ", words) + ")";
  }
}
