package io.umzug.infrastructure.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows whose columns begin below each other. */
final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  TextTable(String... headings) {
    add(headings);
  }

  void add(String... cells) {
    List<String> row = new ArrayList<>();
    for (String cell : cells) {
      row.add(ConsoleText.of(cell));
    }
    rows.add(row);
  }

  List<String> lines() {
    return rows.stream().map(this::line).toList();
  }

  private String line(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      line.append(cell).append(" ".repeat(width(column) - cell.length())).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
