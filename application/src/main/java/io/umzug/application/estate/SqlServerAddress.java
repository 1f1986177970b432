package io.umzug.application.estate;

import java.util.List;

/**
 * Where a SQL Server is reached. Its password stays in the adapter's configuration.
 *
 * @param name {@code HOST} or {@code HOST\INSTANCE}; also what atlas.xml is to say (R29)
 * @param dataSources further spellings under which atlas.xml may name it
 */
public record SqlServerAddress(String name, List<String> dataSources) {

  public SqlServerAddress {
    dataSources = List.copyOf(dataSources);
  }

  boolean answersTo(String dataSource) {
    return name.equalsIgnoreCase(dataSource)
        || dataSources.stream().anyMatch(dataSource::equalsIgnoreCase);
  }
}
