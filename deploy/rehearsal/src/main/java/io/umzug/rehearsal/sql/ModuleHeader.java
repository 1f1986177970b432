package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.ModuleDefinition.ParameterDefinition;
import io.umzug.rehearsal.sql.ModuleDefinition.TriggerDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands in front of a module's body.
 *
 * @param verb CREATE, ALTER or CREATE OR ALTER
 * @param kind as in sys.objects.type
 * @param parent the table or view of a trigger; null for everything else, and for triggers of the
 *     database
 * @param query a view's SELECT, ending in {@link Token.Kind#END}; empty for everything else
 */
record ModuleHeader(
    String verb,
    String kind,
    ObjectName name,
    @Nullable ObjectName parent,
    List<String> columnNames,
    List<ParameterDefinition> parameters,
    @Nullable TriggerDefinition trigger,
    boolean schemaBound,
    boolean encrypted,
    List<Token> query) {

  private static final Set<String> EVENTS = Set.of("INSERT", "UPDATE", "DELETE");

  /** Whether a statement defines a module, which takes the whole batch. */
  static boolean begins(List<Token> tokens) {
    int at = 0;
    if (tokens.getFirst().is("CREATE")
        && tokens.get(1).is("OR")
        && tokens.size() > 3
        && tokens.get(2).is("ALTER")) {
      at = 3;
    } else if (tokens.getFirst().is("CREATE") || tokens.getFirst().is("ALTER")) {
      at = 1;
    }
    Token kind = tokens.get(at);
    return at > 0
        && (kind.is("VIEW")
            || kind.is("PROC")
            || kind.is("PROCEDURE")
            || kind.is("FUNCTION")
            || kind.is("TRIGGER"));
  }

  static ModuleHeader read(List<Token> tokens, Catalog catalog) throws SqlRefusal {
    return new Reader(tokens, catalog).read();
  }

  private static final class Reader {
    private final TokenCursor in;
    private final Catalog catalog;
    private String verb = "CREATE";
    private boolean schemaBound;
    private boolean encrypted;

    Reader(List<Token> tokens, Catalog catalog) {
      this.in = new TokenCursor(tokens);
      this.catalog = catalog;
    }

    ModuleHeader read() throws SqlRefusal {
      if (in.accept("ALTER")) {
        verb = "ALTER";
      } else {
        in.expect("CREATE");
        verb = in.accept("OR", "ALTER") ? "CREATE OR ALTER" : "CREATE";
      }
      Token kind = in.next();
      ObjectName name = ObjectName.read(in);
      return switch (kind.text().toUpperCase(Locale.ROOT)) {
        case "VIEW" -> view(name);
        case "TRIGGER" -> trigger(name);
        case "FUNCTION" -> function(name);
        default -> procedure(name);
      };
    }

    private ModuleHeader header(
        String kind, ObjectName name, List<ParameterDefinition> parameters) {
      return new ModuleHeader(
          verb, kind, name, null, List.of(), parameters, null, schemaBound, encrypted, List.of());
    }

    private void attributes() throws SqlRefusal {
      if (!in.accept("WITH")) {
        return;
      }
      do {
        if (in.accept("SCHEMABINDING")) {
          schemaBound = true;
        } else if (in.accept("ENCRYPTION")) {
          encrypted = true;
        } else if (in.accept("EXECUTE", "AS") || in.accept("EXEC", "AS")) {
          in.next();
        } else if (in.accept("RETURNS", "NULL", "ON", "NULL", "INPUT")
            || in.accept("CALLED", "ON", "NULL", "INPUT")) {
          continue;
        } else {
          Token option = in.next();
          if (!option.is("RECOMPILE")
              && !option.is("VIEW_METADATA")
              && !option.is("NATIVE_COMPILATION")) {
            throw SqlRefusal.syntax(option);
          }
        }
      } while (in.acceptSymbol(","));
    }

    private ModuleHeader view(ObjectName name) throws SqlRefusal {
      List<String> columns =
          in.peek().symbol("(") ? new TableParser(in, catalog).names() : List.of();
      attributes();
      in.expect("AS");
      List<Token> query = new ArrayList<>(in.rest());
      int size = query.size();
      if (size > 4 && query.get(size - 2).symbol(";")) {
        query.remove(size - 2);
        size--;
      }
      if (size > 4
          && query.get(size - 4).is("WITH")
          && query.get(size - 3).is("CHECK")
          && query.get(size - 2).is("OPTION")) {
        query.subList(size - 4, size - 1).clear();
      }
      if (!query.getFirst().is("SELECT")
          && !query.getFirst().is("WITH")
          && !query.getFirst().symbol("(")) {
        throw SqlRefusal.syntax(query.getFirst());
      }
      return new ModuleHeader(
          verb, "V", name, null, columns, List.of(), null, schemaBound, encrypted, query);
    }

    private ModuleHeader trigger(ObjectName name) throws SqlRefusal {
      in.expect("ON");
      if (in.accept("ALL", "SERVER")) {
        throw SqlRefusal.of(
            50000,
            16,
            1,
            "This stand-in knows no triggers of the server; '%s' was not created.",
            name.name());
      }
      boolean ofDatabase = in.accept("DATABASE");
      ObjectName parent = ofDatabase ? null : ObjectName.read(in);
      attributes();
      boolean insteadOf = !ofDatabase && in.accept("INSTEAD", "OF");
      if (!insteadOf && !in.accept("FOR")) {
        in.expect("AFTER");
      }
      List<String> events = new ArrayList<>();
      do {
        String event = in.name().toUpperCase(Locale.ROOT);
        if (ofDatabase) {
          DatabaseTriggers.requireKnown(event);
        } else if (!EVENTS.contains(event)) {
          throw SqlRefusal.syntax(in.peek(-1));
        }
        events.add(event);
      } while (in.acceptSymbol(","));
      in.accept("WITH", "APPEND");
      boolean notForReplication = in.accept("NOT", "FOR", "REPLICATION");
      in.expect("AS");
      TriggerDefinition trigger =
          new TriggerDefinition(
              List.copyOf(events), insteadOf, false, notForReplication, null, null);
      return new ModuleHeader(
          verb,
          ofDatabase ? DatabaseTriggers.KIND : "TR",
          name,
          parent,
          List.of(),
          List.of(),
          trigger,
          schemaBound,
          encrypted,
          List.of());
    }

    private ModuleHeader procedure(ObjectName name) throws SqlRefusal {
      if (in.acceptSymbol(";")) {
        in.number();
      }
      boolean open = in.acceptSymbol("(");
      List<ParameterDefinition> parameters = parameters();
      if (open) {
        in.expectSymbol(")");
      }
      attributes();
      if (in.accept("FOR")) {
        in.expect("REPLICATION");
      }
      in.expect("AS");
      return header("P", name, parameters);
    }

    private List<ParameterDefinition> parameters() throws SqlRefusal {
      List<ParameterDefinition> parameters = new ArrayList<>();
      while (in.peek().kind() == Token.Kind.VARIABLE) {
        String name = in.next().text();
        in.accept("AS");
        parameters.add(parameter(parameters.size() + 1, name));
        if (!in.acceptSymbol(",")) {
          break;
        }
      }
      return parameters;
    }

    private ParameterDefinition parameter(int id, String name) throws SqlRefusal {
      TypeDefinition tableType = tableType();
      ColumnType type =
          tableType == null
              ? TypeParser.read(in, catalog)
              : tableType.base().withUserType(tableType.id());
      in.accept("VARYING");
      if (!in.accept("NOT", "NULL")) {
        in.accept("NULL");
      }
      if (in.acceptSymbol("=")) {
        in.acceptSymbol("-");
        in.next();
      }
      boolean output = in.accept("OUTPUT") || in.accept("OUT");
      boolean readOnly = in.accept("READONLY");
      return new ParameterDefinition(
          id, name, type, tableType == null ? 0 : tableType.tableObject(), output, readOnly);
    }

    private @Nullable TypeDefinition tableType() {
      boolean qualified = in.peek(1).symbol(".");
      Token name = in.peek(qualified ? 2 : 0);
      TypeDefinition type = catalog.type(qualified ? in.peek().text() : "", name.text());
      if (type == null || type.tableObject() == 0) {
        return null;
      }
      for (int i = 0; i < (qualified ? 3 : 1); i++) {
        in.next();
      }
      return type;
    }

    private ModuleHeader function(ObjectName name) throws SqlRefusal {
      in.expectSymbol("(");
      List<ParameterDefinition> parameters = new ArrayList<>(parameters());
      in.expectSymbol(")");
      in.expect("RETURNS");
      String kind = "FN";
      if (in.accept("TABLE")) {
        kind = "IF";
      } else if (in.peek().kind() == Token.Kind.VARIABLE) {
        kind = "TF";
        in.next();
        in.expect("TABLE");
        in.expectSymbol("(");
        new TableParser(in, catalog).elements();
      } else {
        parameters.addFirst(
            new ParameterDefinition(0, "", TypeParser.read(in, catalog), 0, true, false));
      }
      attributes();
      in.accept("AS");
      if (kind.equals("IF")) {
        in.expect("RETURN");
      } else {
        in.expect("BEGIN");
      }
      return header(kind, name, parameters);
    }
  }
}
