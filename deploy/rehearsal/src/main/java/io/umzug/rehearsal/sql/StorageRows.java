package io.umzug.rehearsal.sql;

import static io.umzug.rehearsal.sql.ObjectRows.row;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of the views about storage, and the views of what no database here has. */
final class StorageRows {

  private static final String SPACE =
      "name sysname, data_space_id int, type char(2), type_desc nvarchar(60), is_default bit,"
          + " is_system bit";
  private static final LocalDateTime SHIPPED = LocalDateTime.of(2009, 4, 13, 12, 59, 13);

  private StorageRows() {}

  static Map<String, CatalogView> views() {
    Map<String, CatalogView> views = new LinkedHashMap<>();
    views.put(
        "data_spaces",
        CatalogView.of(
            SPACE, _ -> List.<Object[]>of(row("PRIMARY", 1, "FG", "ROWS_FILEGROUP", true, false))));
    views.put(
        "filegroups",
        CatalogView.of(
            SPACE + ", filegroup_guid uniqueidentifier, log_filegroup_id int, is_read_only bit",
            _ ->
                List.<Object[]>of(
                    row("PRIMARY", 1, "FG", "ROWS_FILEGROUP", true, false, null, null, false))));
    views.put(
        "xml_schema_collections",
        CatalogView.of(
            "xml_collection_id int, schema_id int, principal_id int, name sysname, create_date"
                + " datetime, modify_date datetime",
            StorageRows::xmlCollections));
    views.put("partition_schemes", CatalogViews.empty(SPACE + ", function_id int"));
    views.put(
        "partition_functions",
        CatalogViews.empty(
            "name sysname, function_id int, type char(2), type_desc nvarchar(60), fanout int,"
                + " boundary_value_on_right bit, is_system bit, create_date datetime, modify_date"
                + " datetime"));
    views.put(
        "fulltext_indexes",
        CatalogViews.empty(
            "object_id int, unique_index_id int, fulltext_catalog_id int, is_enabled bit,"
                + " change_tracking_state char(1)"));
    views.put(
        "assemblies",
        CatalogViews.empty(
            "name sysname, principal_id int, assembly_id int, clr_name nvarchar(4000),"
                + " permission_set tinyint, permission_set_desc nvarchar(60), is_visible bit,"
                + " create_date datetime, modify_date datetime, is_user_defined bit"));
    views.put(
        "assembly_modules",
        CatalogViews.empty(
            "object_id int, assembly_id int, assembly_class sysname, assembly_method sysname,"
                + " null_on_null_input bit, execute_as_principal_id int"));
    views.put(
        "xml_indexes",
        CatalogView.of(
            "object_id int, name sysname, index_id int, type tinyint, type_desc nvarchar(60),"
                + " using_xml_index_id int, secondary_type char(1), secondary_type_desc"
                + " nvarchar(60)",
            StorageRows::xmlIndexes));
    views.put(
        "spatial_indexes",
        CatalogViews.empty(
            "object_id int, name sysname, index_id int, type tinyint, type_desc nvarchar(60),"
                + " spatial_index_type tinyint, tessellation_scheme sysname"));
    views.put(
        "periods",
        CatalogView.of(
            "name sysname, period_type tinyint, period_type_desc nvarchar(60), object_id int,"
                + " start_column_id int, end_column_id int",
            StorageRows::periods));
    views.put(
        "masked_columns",
        CatalogViews.empty(
            "object_id int, name sysname, column_id int, masking_function nvarchar(4000)"));
    views.put(
        "security_policies",
        CatalogViews.empty(
            "name sysname, object_id int, principal_id int, schema_id int, is_enabled bit"));
    for (String keys : new String[] {"symmetric_keys", "asymmetric_keys"}) {
      views.put(
          keys,
          CatalogViews.empty("name sysname, principal_id int, key_length int, key_guid sysname"));
    }
    views.put(
        "service_queues",
        CatalogViews.empty(CatalogViews.OBJECT + ", max_readers smallint, is_receive_enabled bit"));
    views.put(
        "change_tracking_tables",
        CatalogViews.empty("object_id int, is_track_columns_updated_on bit"));
    views.put(
        "plan_guides", CatalogViews.empty("plan_guide_id int, name sysname, is_disabled bit"));
    views.put(
        "numbered_procedures",
        CatalogViews.empty("object_id int, procedure_number smallint, definition text"));
    return views;
  }

  private static List<@Nullable Object[]> xmlCollections(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    rows.add(row(1, 4, null, "sys", SHIPPED, SHIPPED));
    for (Catalog.XmlCollection collection : catalog.xmlCollections()) {
      LocalDateTime created = ObjectRows.moment(collection.created());
      rows.add(
          row(collection.id(), collection.schema(), null, collection.name(), created, created));
    }
    return rows;
  }

  private static List<@Nullable Object[]> xmlIndexes(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CatalogObject object : catalog.tables()) {
      for (IndexDefinition index : object.asTable().indexes()) {
        IndexDefinition.XmlUse xml = index.xml();
        if (xml != null) {
          String use = xml.use();
          rows.add(
              row(
                  object.id(),
                  index.name(),
                  index.id(),
                  3,
                  "XML",
                  xml.primary() == 0 ? null : xml.primary(),
                  use == null ? null : use.equals("PROPERTY") ? "R" : use.substring(0, 1),
                  use));
        }
      }
    }
    return rows;
  }

  private static List<@Nullable Object[]> periods(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CatalogObject object : catalog.tables()) {
      TableDefinition.Temporal temporal = object.asTable().temporal();
      if (temporal != null) {
        rows.add(
            row(
                "SYSTEM_TIME",
                1,
                "SYSTEM_TIME_PERIOD",
                object.id(),
                temporal.start(),
                temporal.end()));
      }
    }
    return rows;
  }
}
