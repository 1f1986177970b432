package io.umzug.infrastructure.estate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The documented example with one mistake.
 *
 * @param bySchema whether a schema can tell; what depends on other entries none can
 */
record BrokenExample(
    String name, String yaml, int line, int column, String sentence, boolean bySchema) {

  private static final Path EXAMPLE = Path.of("..", "docs", "umzug-example.yaml");

  private static final String MORE =
      """
            - { unc: '\\\\NAS\\XP', user: umzug, credential: nas }
      """;

  static String whole() throws IOException {
    return Files.readString(EXAMPLE);
  }

  /** The mistake stands where {@code marked} begins in what takes the place. */
  private static BrokenExample of(
      String name, String whole, String replaced, String by, String marked, String sentence) {
    String yaml = whole.replaceFirst(quoted(replaced), Matcher.quoteReplacement(by));
    int place = yaml.indexOf(by) + by.indexOf(marked);
    if (yaml.equals(whole) || !by.contains(marked)) {
      throw new IllegalStateException(name + " changes nothing");
    }
    int line = (int) yaml.substring(0, place).chars().filter(each -> each == '\n').count() + 1;
    int column = place - yaml.lastIndexOf('\n', place);
    return new BrokenExample(name, yaml, line, column, sentence, true);
  }

  private static String quoted(String text) {
    return Pattern.quote(text);
  }

  private BrokenExample forTheCheckAlone() {
    return new BrokenExample(name, yaml, line, column, sentence, false);
  }

  static List<BrokenExample> all() throws IOException {
    List<BrokenExample> all = new ArrayList<>(values(whole()));
    all.addAll(shapes(whole()));
    names(whole()).forEach(broken -> all.add(broken.forTheCheckAlone()));
    return all;
  }

  private static List<BrokenExample> values(String whole) {
    return List.of(
        of(
            "enum",
            whole,
            "route: relocation",
            "route: relocatoin",
            "relocatoin",
            "Did you mean 'relocation'?"),
        of(
            "word for a number",
            whole,
            "parallel: 2",
            "parallel: two",
            "two",
            "'parallel' is a whole number, not 'two'."),
        of("too small", whole, "stripes: 1", "stripes: 0", "0", "'stripes' is 1 to 64, not 0."),
        of(
            "negative",
            whole,
            "check-up-to-gb: 100",
            "check-up-to-gb: -1",
            "-1",
            "'check-up-to-gb' is at least 0, not -1."),
        of(
            "yes",
            whole,
            "trust-server-certificate: true",
            "trust-server-certificate: yes",
            "yes",
            "is true or false, not 'yes'."),
        of(
            "number for a text",
            whole,
            "title: ACME, from OLDXP to NEWXP",
            "title: 4711",
            "4711",
            "write '4711' in quotes"),
        of("empty", whole, "host: NEWXP", "host: ''", "''", "'host' is empty."),
        of(
            "nothing",
            whole,
            "xphone:\n        host: NEWXP",
            "xphone:\n        host:",
            "host:",
            "'host' has no value."),
        of(
            "time without a unit",
            whole,
            "encrypt: 'true'",
            "login-timeout: 15",
            "15",
            "with its unit"),
        of(
            "encryption",
            whole,
            "encrypt: 'true'",
            "encrypt: stric",
            "stric",
            "Did you mean 'strict'?"),
        of(
            "address of a page",
            whole,
            "web-admin-url: 'http:",
            "web-admin-url: 'htp:",
            "'htp",
            "begins with http:// or https://"),
        of(
            "address of a port",
            whole,
            "directory-address: 'newxp:2230'",
            "directory-address: newxp",
            "newxp",
            "HOST:PORT"),
        of(
            "a path for a credential",
            whole,
            "credential: sql-new",
            "credential: '../sql-new'",
            "'../",
            "has a name, not a secret or a path"));
  }

  private static List<BrokenExample> shapes(String whole) {
    String host = "xphone:\n        host: NEWXP";
    return List.of(
        of(
            "twice",
            whole,
            "route: relocation",
            "title: again",
            "title",
            "'title' is written twice; the first one is in line"),
        of(
            "other spelling",
            whole,
            "verification: rows",
            "verificationConnections: 2",
            "verif",
            "Write 'verification-connections'"),
        of(
            "the former name",
            whole,
            "credential: sql-new",
            "credential: sql-new\n          password-file: 'C:\\x.txt'",
            "password-file",
            "Write 'credential: NAME'"),
        of(
            "missing",
            whole,
            "- { name: XPVDIR, source: 'OLDXP\\XPCONNECT', target: 'SQLNEW\\SQL2019' }",
            "- { name: XPVDIR, source: 'OLDXP\\XPCONNECT' }",
            "{",
            "A database lacks 'target'."),
        of(
            "missing in a group",
            whole,
            host,
            "xphone:\n        # host: NEWXP",
            "xphone",
            "An XPhone server lacks 'host'."),
        of(
            "no list",
            whole,
            "data-sources: ['(local)\\XPCONNECT']",
            "data-sources: '(local)\\XPCONNECT'",
            "'(local",
            "is a list: each entry begins with a hyphen, not"),
        of(
            "no group",
            whole,
            "umzug:\n",
            "umzug:\n  secrets: /run\n",
            "/run",
            "'secrets' is a group of settings, not '/run'"),
        of(
                "without user",
                whole,
                "user: umzug\n          credential: sql-new",
                "credential: sql-new",
                "credential",
                "")
            .named("without user", "- name: 'SQLNEW", "A SQL Server lacks 'user'."),
        of("ntlm", whole, "authentication: sql", "authentication: ntlm", "authentication", "")
            .named("ntlm", "- name: 'OLDXP\\XPCONNECT", "A SQL Server lacks 'domain'."),
        of(
                "transfer",
                whole,
                "route: relocation",
                "route: transfer\n      source-machine: OLDV4",
                "route",
                "")
            .named("transfer", "- name: production", "An estate lacks 'users-csv'."),
        of(
            "no share",
            whole,
            "      verification: rows",
            "      shares:\n" + MORE.replace("XP'", "XP\\sub'") + "      verification: rows",
            "'\\\\NAS",
            "A share is written \\\\HOST\\SHARE"),
        of(
            "host without a secret",
            whole,
            "      verification: rows",
            "      hosts:\n        - { name: NEWXP, user: x, host-key: 'SHA256:"
                + "a".repeat(43)
                + "' }\n      verification: rows",
            "{ name",
            "A host needs one of 'credential' and 'key-file'."),
        of(
            "a key that is none",
            whole,
            "      verification: rows",
            "      hosts:\n        - { name: NEWXP, user: x, credential: y, host-key: 'aa:bb' }\n      verification: rows",
            "'aa:bb'",
            "as 'ssh-keygen -lf' shows it"),
        of("no setting", whole, "umzug:", "umzg: {}\numzug:", "umzg", "Did you mean 'umzug'?"));
  }

  private static List<BrokenExample> names(String whole) {
    String shares = "      shares:\n" + MORE + "      verification: rows";
    String key = "SHA256:" + "a".repeat(43);
    return List.of(
        of(
            "a server that nobody described",
            whole,
            "target: 'SQLNEW\\SQL2019'",
            "target: 'NOPE'",
            "'NOPE'",
            "'target' is 'NOPE', but no entry of 'sql-servers' is called so. They are: OLDXP\\XPCONNECT"),
        of(
                "without source",
                whole,
                "name: XPDATA, source: 'OLDXP\\XPCONNECT',",
                "name: XPDATA,",
                "name",
                "")
            .named("without source", "{ name: XPDATA", "The database 'XPDATA' lacks 'source'"),
        of(
            "two databases",
            whole,
            "name: XPVDIR",
            "name: xpdata",
            "xpdata",
            "is the name of a database twice; the first is in line"),
        of(
            "two SQL Servers",
            whole,
            "- name: 'SQLNEW\\SQL2019'",
            "- { name: 'SQLNEW\\SQL2019', host: a, user: b, credential: c }\n        - name: 'sqlnew\\sql2019'",
            "'sqlnew",
            "is the name of a SQL Server twice"),
        of(
            "two shares",
            whole,
            "      verification: rows",
            shares.replace("      verification", MORE.replace("NAS", "nas") + "      verification"),
            "'\\\\nas",
            "is the unc of a mount or share twice"),
        of(
                "two names of one variable",
                whole,
                "      verification: rows",
                shares.replace("nas }", "SQL.new }"),
                "SQL.new",
                "")
            .named(
                "two names of one variable",
                "sql-new",
                "are both the variable UMZUG_SECRET_SQL_NEW"),
        of(
            "a host that serves nobody",
            whole,
            "      verification: rows",
            "      hosts:\n        - { name: NEWPX, user: x, credential: y, host-key: '"
                + key
                + "' }\n      verification: rows",
            "NEWPX",
            "Did you mean 'NEWXP'?"),
        of(
                "an address that is none",
                whole,
                "host: 'SQLNEW\\SQL2019'",
                "host: 'np:SQLNEW'",
                "host",
                "")
            .named("an address that is none", "name: 'SQLNEW", "over TCP/IP only"),
        of("strict and unchecked", whole, "encrypt: 'true'", "encrypt: strict", "encrypt", "")
            .named(
                "strict and unchecked",
                "name: 'OLDXP\\XPCONNECT",
                "Strict encryption always checks the certificate"));
  }

  /** The mistake stands where this text is first. */
  private BrokenExample named(String called, String text, String said) {
    int place = yaml.indexOf(text) + (text.startsWith("- ") ? 2 : 0);
    int at = (int) yaml.substring(0, place).chars().filter(each -> each == '\n').count() + 1;
    return new BrokenExample(
        called, yaml, at, place - yaml.lastIndexOf('\n', place), said, bySchema);
  }

  @Override
  public String toString() {
    return name;
  }
}
