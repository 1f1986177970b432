package io.umzug.rehearsal.estate;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

  @Test
  void plan_c_names_both_sides_and_the_new_xphone_server() {
    Path root = Path.of("/estate's folder").toAbsolutePath();
    String text = written(root, Plan.C);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    assertThat(text)
        .startsWith(
            """
            # REHEARSAL: written by the rehearsal estate at every start; changes made here are lost.
            umzug:
              rehearsal: true
              secrets:
                folder: '%1$s/secrets'
              estates:
                - name: rehearsal
                  title: "REHEARSAL plan C"
                  route: relocation
                  source-version: V8
                  target-version: V9
                  backup-folder: '\\\\SQLNEW\\XPhoneBackup'
                  verification: checksum
                  mounts:
                    - { unc: '\\\\SQLNEW\\XPhoneBackup', folder: '%1$s/shares/XPhoneBackup' }
                  sql-servers:
                    - name: 'OLDXP\\XPCONNECT'
                      host: 127.0.0.1
                      port: 20001
                      user: sa
                      credential: OLDXP_XPCONNECT.sa
                      encrypt: 'true'
                      trust-server-certificate: true
                      data-sources: ['OLDXP\\XPCONNECT', 'tcp:OLDXP\\XPCONNECT']
            """
                .formatted(root.toString().replace("'", "''")))
        .contains(
            """
                  databases:
                    - { name: XPDATA, source: 'OLDXP\\XPCONNECT', target: 'SQLNEW\\SQL2019' }
                    - { name: XPVDIR, source: 'OLDXP\\XPCONNECT', target: 'SQLNEW\\SQL2019' }
                    - { name: XPSTATS, source: 'OLDXP\\XPANALYTICS', target: 'SQLNEW\\SQL2019' }
                    - { name: XPSTATSRaw, source: 'OLDXP\\XPANALYTICS', target: 'SQLNEW\\SQL2019' }
                  xphone:
                    host: NEWXP
                    atlas-file: '%1$s/hosts/NEWXP/Program Files/C4B/XPhone Connect Server/atlas.xml'
                    service-name: 'XPhoneRehearsal'
                    service-control: ['%2$s',\
            """
                .formatted(root.toString().replace("'", "''"), java))
        .contains("        service-account: 'REHEARSAL\\xphone'\n")
        .containsPattern(" {8}directory-address: '127.0.0.1:200\\d\\d'\n")
        .containsPattern(" {8}web-api-address: '127.0.0.1:200\\d\\d'\n")
        .doesNotContain("NEWXP\\XPCONNECT");
  }

  @Test
  void an_estate_that_an_earlier_release_laid_knows_no_ports_of_the_service() {
    Topology topology = Topology.of(Layout.of(Plan.C));
    Map<String, Integer> ports = new HashMap<>();
    topology.sqlServers().forEach(p -> ports.put(Ports.sqlServer(p), 20_000));
    topology.xphoneHosts().forEach(h -> ports.put(Ports.webAdmin(h), 20_000));
    topology.xphoneHosts().forEach(h -> ports.put(Ports.analytics(h), 20_000));
    assertThat(new Configuration(new EstateFolder(Path.of("estate")), topology, ports).text())
        .doesNotContain("directory-address", "web-api-address")
        .contains("kept-files:");
  }

  @Test
  void what_it_writes_is_what_the_services_schema_allows() throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("..", "..", "docs", "umzug.schema.json")));
    for (Layout layout :
        List.of(
            Layout.of(Plan.A),
            Layout.of(Plan.D),
            new Layout(Route.V6, Plan.C, Downtime.INTERMEDIATE),
            new Layout(Route.SQL_EXPRESS, Plan.A, Downtime.IN_PLACE),
            new Layout(Route.V4, Plan.B, Downtime.IN_PLACE))) {
      assertThat(schema.validate(written(Path.of("/estate"), layout), InputFormat.YAML))
          .as(layout.inWords())
          .isEmpty();
    }
    assertThat(schema.validate("umzug: { estate: [] }", InputFormat.YAML)).isNotEmpty();
  }

  @Test
  void each_plan_has_its_targets() {
    Path root = Path.of("estate");
    assertThat(written(root, Plan.A))
        .contains("name: XPDATA, source: 'OLDXP\\XPCONNECT', target: 'NEWXP\\XPCONNECT'")
        .contains("name: XPSTATSRaw, source: 'OLDXP\\XPANALYTICS', target: 'NEWXP\\XPANALYTICS'")
        .contains("['NEWXP\\XPCONNECT', 'tcp:NEWXP\\XPCONNECT', '(local)\\XPCONNECT'")
        .contains("backup-folder: '\\\\NEWXP\\XPhoneBackup'");
    assertThat(written(root, Plan.B))
        .contains("name: XPSTATS, source: 'OLDXP\\XPANALYTICS', target: 'NEWXP'")
        .contains("data-sources: ['NEWXP', 'tcp:NEWXP', '(local)', '.', 'localhost']");
    assertThat(written(root, Plan.D))
        .contains("target: 'SQLNEW\\SQL2019'")
        .contains("host: OLDXP")
        .contains("'(local)\\XPCONNECT'");
  }

  @Test
  void each_route_names_its_sites_and_what_a_snapshot_keeps() {
    Path root = Path.of("/estate").toAbsolutePath();
    String direct = written(root, Plan.C);
    assertThat(direct)
        .contains("      source-xphone:\n        host: OLDXP\n")
        .contains("        service-account: 'NT AUTHORITY\\SYSTEM'\n")
        .contains(
            "        kept-files: ['%1$s/XPhone.lic', '%1$s/Custom']\n"
                .formatted("/estate/hosts/OLDXP/Program Files/C4B/XPhone Connect Server"))
        .doesNotContain("intermediate");

    assertThat(written(root, new Layout(Route.V6, Plan.C, Downtime.INTERMEDIATE)))
        .contains("title: \"REHEARSAL route V6, plan C, intermediate\"")
        .contains("source-version: V6")
        .contains(
            "name: XPSTATS, source: 'OLDXP\\XPANALYTICS', target: 'SQLNEW\\SQL2019', intermediate: 'ZWISCHEN\\XPANALYTICS'")
        .contains("- name: 'ZWISCHEN\\XPCONNECT'")
        .contains("      intermediate-xphone:\n        host: ZWISCHEN\n");

    assertThat(written(root, new Layout(Route.SQL_EXPRESS, Plan.A, Downtime.IN_PLACE)))
        .contains("title: \"REHEARSAL route sql-express\"")
        .contains("route: sql-express-update")
        .contains("      source-version: V8\n      target-version: V8\n")
        .contains("name: XPDATA, source: 'OLDXP\\XPCONNECT', target: 'OLDXP\\XPCONNECT2019' }")
        .contains("      xphone:\n        host: OLDXP\n")
        .contains("      source-xphone:\n        host: OLDXP\n")
        .contains("'(local)\\XPCONNECT'", "'(local)\\XPCONNECT2019'")
        .doesNotContain("NEWXP", "REHEARSAL\\xphone");

    assertThat(written(root, new Layout(Route.V4, Plan.B, Downtime.IN_PLACE)))
        .contains("route: transfer")
        .contains("      source-version: V4\n      target-version: V9\n")
        .contains("      source-machine: OLDV4\n")
        .contains("name: XPDATA, source: '', target: 'NEWXP' }")
        .contains("users-csv: '/estate/shares/XPhoneBackup/Migrations-Manager/e-users/users.csv'")
        .doesNotContain("source-xphone", "OLDXP");
  }

  private static String written(Path root, Plan plan) {
    return written(root, Layout.of(plan));
  }

  private static String written(Path root, Layout layout) {
    Topology topology = Topology.of(layout);
    Map<String, Integer> ports = new HashMap<>();
    ports.put(Ports.control(), 20_000);
    topology.sqlServers().forEach(p -> ports.put(Ports.sqlServer(p), 20_000 + ports.size()));
    topology.xphoneHosts().forEach(h -> ports.put(Ports.webAdmin(h), 20_000 + ports.size()));
    topology.xphoneHosts().forEach(h -> ports.put(Ports.analytics(h), 20_000 + ports.size()));
    topology.xphoneHosts().forEach(h -> ports.put(Ports.directory(h), 20_000 + ports.size()));
    topology.xphoneHosts().forEach(h -> ports.put(Ports.webApi(h), 20_000 + ports.size()));
    return new Configuration(new EstateFolder(root), topology, ports).text();
  }
}
