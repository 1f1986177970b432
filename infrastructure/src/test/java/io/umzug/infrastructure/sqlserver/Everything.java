package io.umzug.infrastructure.sqlserver;

import java.util.List;
import java.util.stream.Stream;

/** A schema that holds one of everything, and rows with every kind of value. */
final class Everything {

  private static final List<String> PRINCIPALS =
      List.of(
          "CREATE ROLE seniors",
          "CREATE ROLE clerks AUTHORIZATION seniors",
          "CREATE ROLE [all of ]]them]",
          "CREATE USER anna WITHOUT LOGIN",
          "CREATE USER [berta's] WITHOUT LOGIN WITH DEFAULT_SCHEMA = archive",
          "ALTER ROLE clerks ADD MEMBER anna",
          "ALTER ROLE clerks ADD MEMBER seniors",
          "ALTER ROLE [all of ]]them] ADD MEMBER clerks",
          "ALTER ROLE seniors ADD MEMBER [berta's]",
          "ALTER ROLE db_datareader ADD MEMBER seniors");

  private static final List<String> TYPES =
      List.of(
          "CREATE SCHEMA [it's ]]odd[]",
          "CREATE SCHEMA archive AUTHORIZATION seniors",
          "CREATE TYPE dbo.Phone FROM nvarchar(40) NOT NULL",
          "CREATE TYPE archive.Price FROM decimal(19, 4) NULL",
          """
          CREATE TYPE dbo.Numbers AS TABLE (
            id int NOT NULL PRIMARY KEY NONCLUSTERED,
            phone dbo.Phone,
            amount money NULL DEFAULT (0),
            UNIQUE CLUSTERED (phone, id DESC),
            CHECK (amount >= 0),
            INDEX ix_amount NONCLUSTERED (amount DESC))
          """,
          """
          CREATE XML SCHEMA COLLECTION dbo.Notes AS
          N'<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema"><xsd:element name="note" type="xsd:string"/></xsd:schema>'
          """,
          "CREATE SEQUENCE dbo.Calls AS bigint START WITH 5 INCREMENT BY 2 MINVALUE 1 MAXVALUE 1000 CYCLE CACHE 10",
          "CREATE SEQUENCE archive.Down AS decimal(20, 0) START WITH -1 INCREMENT BY -1 MINVALUE -999999999999999999"
              + " MAXVALUE 0 NO CACHE");

  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE dbo.Departments (
            id int IDENTITY(10, 5) NOT NULL CONSTRAINT PK_Departments PRIMARY KEY CLUSTERED,
            name nvarchar(100) COLLATE Latin1_General_CI_AS NOT NULL,
            budget money NULL CONSTRAINT DF_Departments_budget DEFAULT ((0)),
            CONSTRAINT UQ_Departments_name UNIQUE NONCLUSTERED (name DESC),
            CONSTRAINT CK_Departments_budget CHECK (budget >= 0))
          """,
          """
          CREATE FUNCTION dbo.Doubled (@number int) RETURNS int WITH SCHEMABINDING AS
          BEGIN
            RETURN @number * 2
          END
          """,
          """
          CREATE TABLE [it's ]]odd[].[Per son] (
            [a key] uniqueidentifier ROWGUIDCOL NOT NULL
              CONSTRAINT [DF of key] DEFAULT (newid()),
            number int NOT NULL,
            department int NULL,
            deputy int NULL,
            phone dbo.Phone NULL,
            first nvarchar(50) NULL CONSTRAINT [DF it's] DEFAULT (N'it''s'),
            doubled AS (number * 2),
            kept AS (number + 1) PERSISTED NOT NULL,
            byFunction AS (dbo.Doubled(number)),
            changed rowversion NOT NULL,
            CONSTRAINT [PK Per son] PRIMARY KEY NONCLUSTERED ([a key]),
            CONSTRAINT FK_Person_Department FOREIGN KEY (department)
              REFERENCES dbo.Departments (id) ON DELETE SET NULL ON UPDATE CASCADE)
          """,
          "CREATE CLUSTERED INDEX IX_Person_number ON [it's ]]odd[].[Per son] (number DESC)",
          """
          CREATE UNIQUE NONCLUSTERED INDEX IX_Person_filtered ON [it's ]]odd[].[Per son]
            (department ASC, number DESC) INCLUDE (first, phone) WHERE department IS NOT NULL
            WITH (FILLFACTOR = 80, PAD_INDEX = ON, STATISTICS_NORECOMPUTE = ON,
              ALLOW_ROW_LOCKS = OFF, ALLOW_PAGE_LOCKS = OFF, DATA_COMPRESSION = PAGE)
          """,
          "CREATE UNIQUE INDEX IX_Person_unique ON [it's ]]odd[].[Per son] (number, phone)"
              + " WITH (IGNORE_DUP_KEY = ON)",
          "CREATE NONCLUSTERED INDEX IX_Person_first ON [it's ]]odd[].[Per son] (first)",
          "ALTER INDEX IX_Person_first ON [it's ]]odd[].[Per son] DISABLE",
          """
          CREATE TABLE dbo.[Values] (
            id int NOT NULL PRIMARY KEY,
            b bit NULL, ti tinyint NULL, si smallint NULL, bi bigint NULL,
            d decimal(38, 10) NULL, n numeric(5, 5) NULL, m money NULL, sm smallmoney NULL,
            f float NULL, r real NULL,
            da date NULL, t time(7) NULL, t0 time(0) NULL, dt datetime NULL, sdt smalldatetime NULL,
            d2 datetime2(7) NULL, d20 datetime2(0) NULL, dto datetimeoffset(3) NULL,
            dto7 datetimeoffset(7) NULL,
            c char(4) NULL, vc varchar(50) NULL, vm varchar(max) NULL, tx text NULL,
            nc nchar(4) NULL, nv nvarchar(200) NULL, nm nvarchar(max) NULL, nt ntext NULL,
            bin binary(4) NULL, vb varbinary(20) NULL, vbm varbinary(max) NULL, im image NULL,
            g uniqueidentifier NULL, x xml NULL, sn sysname NULL,
            h hierarchyid NULL, geo geography NULL, gem geometry NULL, v sql_variant NULL)
          """,
          """
          CREATE TABLE archive.Sparse (
            id bigint IDENTITY(-1, -1) NOT FOR REPLICATION NOT NULL,
            price archive.Price NULL,
            rare nvarchar(10) SPARSE NULL,
            rarer int SPARSE NULL,
            everything xml COLUMN_SET FOR ALL_SPARSE_COLUMNS,
            CONSTRAINT PK_Sparse PRIMARY KEY CLUSTERED (id DESC) WITH (FILLFACTOR = 90))
          """,
          "CREATE TABLE archive.Heap (a int NOT NULL, b nvarchar(10) NULL, c nvarchar(max) NULL)"
              + " WITH (DATA_COMPRESSION = ROW)",
          """
          CREATE TABLE dbo.Noted (
            id int NOT NULL CONSTRAINT PK_Noted PRIMARY KEY CLUSTERED,
            note xml(CONTENT dbo.Notes) NULL,
            single xml(DOCUMENT dbo.Notes) NULL,
            free xml NULL)
          """,
          "CREATE PRIMARY XML INDEX PXML_Noted ON dbo.Noted (free)",
          "CREATE XML INDEX SXML_Noted_value ON dbo.Noted (free) USING XML INDEX PXML_Noted FOR VALUE",
          "CREATE XML INDEX AXML_Noted_path ON dbo.Noted (free) USING XML INDEX PXML_Noted FOR PATH",
          """
          CREATE TABLE dbo.Tariffs (
            id int NOT NULL CONSTRAINT PK_Tariffs PRIMARY KEY CLUSTERED,
            price money NOT NULL,
            validFrom datetime2(7) NOT NULL,
            validTo datetime2(7) NOT NULL)
          """,
          "CREATE TABLE archive.FormerTariffs (id int NOT NULL, price money NOT NULL,"
              + " validFrom datetime2(7) NOT NULL, validTo datetime2(7) NOT NULL)",
          "CREATE CLUSTERED INDEX ix_FormerTariffs ON archive.FormerTariffs (validTo, validFrom)");

  private static final List<String> ROWS =
      List.of(
          "INSERT INTO dbo.Departments (name, budget) VALUES (N'Vermittlung', 12.34), (N'O''Neil', NULL)",
          "INSERT INTO [it's ]]odd[].[Per son] ([a key], number, department, deputy, phone, first) VALUES"
              + " ('0E984725-C51C-4BF4-9960-E1C80E27ABA0', 1, 10, 99, N'+49 89 1', N'Änne'),"
              + " ('1E984725-C51C-4BF4-9960-E1C80E27ABA0', -2, NULL, NULL, N'', NULL)",
          "INSERT INTO dbo.[Values] (id) VALUES (1)",
          // The highest and longest.
          "INSERT INTO dbo.[Values] (id, b, ti, si, bi, d, n, m, sm, f, r, da, t, t0, dt, sdt, d2, d20, dto, dto7)"
              + " VALUES (2, 1, 255, 32767, 9223372036854775807, 9999999999999999999999999999.9999999999, 0.99999,"
              + " 922337203685477.5807, 214748.3647, 1.7976931348623157E308, 3.4028235E38, '9999-12-31',"
              + " '23:59:59.9999999', '23:59:59', '9999-12-31T23:59:59.997', '2079-06-06T23:59:00',"
              + " '9999-12-31T23:59:59.9999999', '9999-12-31T23:59:59', '9999-12-31T23:59:59.999+14:00',"
              + " '9999-12-31T09:59:59.9999999-14:00')",
          // The lowest and smallest.
          "INSERT INTO dbo.[Values] (id, b, ti, si, bi, d, n, m, sm, f, r, da, t, t0, dt, sdt, d2, d20, dto, dto7)"
              + " VALUES (3, 0, 0, -32768, -9223372036854775808, -0.0000000001, -0.00001,"
              + " -922337203685477.5808, -214748.3648, (2.220446049250313E-16*2.2250738585072014E-308), 1.1754944E-38,"
              + " '0001-01-01', '00:00:00', '00:00:00', '1753-01-01T00:00:00.003', '1900-01-01T00:00:00',"
              + " '0001-01-01T00:00:00.0000001', '0001-01-01T00:00:00', '2024-02-29T12:00:00.123+05:30',"
              + " '0001-01-02T00:00:00.0000001+00:00')",
          "INSERT INTO dbo.[Values] (id, f, r) VALUES (4, -2.2250738585072014E-308, -1.1754944E-38),"
              + " (5, 0.1, 0.1), (6, -1.7976931348623157E308, -3.4028235E38), (7, 9007199254740993, 16777217)",
          // Emptiest and odd texts and bytes.
          "INSERT INTO dbo.[Values] (id, c, vc, vm, tx, nc, nv, nm, nt, bin, vb, vbm, im, x, sn) VALUES"
              + " (8, '', '', '', '', N'', N'', N'', N'', 0x, 0x, 0x, 0x, N'', N'')",
          "INSERT INTO dbo.[Values] (id, c, vc, vm, tx, nc, nv, nm, nt, bin, vb, vbm, im, g, x, sn) VALUES"
              + " (9, 'ab  ', 'it''s €  ', 'a' + CHAR(13) + 'b', 'ü', N'ä😀', N'a' + NCHAR(13) + NCHAR(10) + N'GO'"
              + " + NCHAR(10) + N'$' + N'(x) 😀' + NCHAR(9) + N'  ', N'--/*' + NCHAR(0) + NCHAR(27) + NCHAR(8232)"
              + " + NCHAR(133) + NCHAR(65279), N':r x' + NCHAR(10) + N'!!', 0x00FF, 0x00FF, 0x0D0A00, 0x474F0A,"
              + " 'AAAAAAAA-BBBB-CCCC-DDDD-EEEEEEEEEEEE', N'<a b=\"1\"> <c/> </a>', N'[it''s]')",
          "INSERT INTO dbo.[Values] (id, nv, nm) VALUES (10, N'␊↵␍' + NCHAR(10) + NCHAR(13), N'$' + N'(₤')",
          "INSERT INTO dbo.[Values] (id, h, geo, gem) VALUES"
              + " (11, CAST(0x58 AS hierarchyid), CAST(0xE6100000010C17D9CEF753D34740D34D6210585936C0 AS geography),"
              + " CAST(0x00000000010C000000000000F03F0000000000000040 AS geometry)),"
              + " (12, CAST(0x AS hierarchyid), NULL, NULL)",
          "INSERT INTO dbo.[Values] (id, v) VALUES"
              + " (101, CAST(CAST(1 AS bit) AS sql_variant)), (102, CAST(CAST(255 AS tinyint) AS sql_variant)),"
              + " (103, CAST(CAST(-32768 AS smallint) AS sql_variant)), (104, CAST(CAST(7 AS int) AS sql_variant)),"
              + " (105, CAST(CAST(9223372036854775807 AS bigint) AS sql_variant)),"
              + " (106, CAST(CAST(-1.2300 AS decimal(10, 4)) AS sql_variant)),"
              + " (107, CAST(CAST(0.5 AS numeric(38, 38)) AS sql_variant)),"
              + " (108, CAST(CAST(-922337203685477.5808 AS money) AS sql_variant)),"
              + " (109, CAST(CAST(214748.3647 AS smallmoney) AS sql_variant)),"
              + " (110, CAST(CAST(5E-1 AS float) AS sql_variant)), (111, CAST(CAST(1E-1 AS real) AS sql_variant)),"
              + " (112, CAST(CAST('0001-01-01' AS date) AS sql_variant)),"
              + " (113, CAST(CAST('23:59:59.999' AS time(3)) AS sql_variant)),"
              + " (114, CAST(CAST('1753-01-01T00:00:00.003' AS datetime) AS sql_variant)),"
              + " (115, CAST(CAST('2079-06-06T23:59:00' AS smalldatetime) AS sql_variant)),"
              + " (116, CAST(CAST('9999-12-31T23:59:59.9999999' AS datetime2(7)) AS sql_variant)),"
              + " (117, CAST(CAST('2024-02-29T12:00:00.1+05:30' AS datetimeoffset(1)) AS sql_variant)),"
              + " (118, CAST(CAST('ab' AS char(4)) AS sql_variant)),"
              + " (119, CAST(CAST('it''s' AS varchar(20)) COLLATE Latin1_General_BIN2 AS sql_variant)),"
              + " (120, CAST(CAST(N'ü' AS nchar(3)) AS sql_variant)),"
              + " (121, CAST(CAST(N'a' + NCHAR(10) + N'😀' AS nvarchar(4000)) AS sql_variant)),"
              + " (122, CAST(CAST(0x00FF AS binary(4)) AS sql_variant)),"
              + " (123, CAST(CAST(0x AS varbinary(8000)) AS sql_variant)),"
              + " (124, CAST(CAST('AAAAAAAA-BBBB-CCCC-DDDD-EEEEEEEEEEEE' AS uniqueidentifier) AS sql_variant)),"
              + " (125, CAST(CAST(N'' AS nvarchar(1)) AS sql_variant))",
          "INSERT INTO archive.Sparse (price, rare, rarer) VALUES (1.5, N'x', NULL), (NULL, NULL, 3)",
          "INSERT INTO archive.Heap (a, b, c) VALUES (2, N'b', N'c'), (1, NULL, NULL), (2, N'b', N'c')",
          "INSERT INTO dbo.Noted (id, note, single, free) VALUES"
              + " (1, N'<note>a</note><note>b</note>', N'<note>c</note>', N'<x/>'), (2, NULL, NULL, NULL)",
          "INSERT INTO dbo.Tariffs (id, price, validFrom, validTo) VALUES"
              + " (1, 0.05, '2024-02-29T12:00:00.1234567', '9999-12-31T23:59:59.9999999')",
          "INSERT INTO archive.FormerTariffs (id, price, validFrom, validTo) VALUES"
              + " (1, 0.04, '2020-01-01T00:00:00', '2024-02-29T12:00:00.1234567')");

  private static final List<String> CONSTRAINTS =
      List.of(
          "ALTER TABLE [it's ]]odd[].[Per son] WITH NOCHECK ADD CONSTRAINT FK_Person_deputy"
              + " FOREIGN KEY (deputy) REFERENCES dbo.Departments (id)",
          "ALTER TABLE [it's ]]odd[].[Per son] WITH NOCHECK ADD CONSTRAINT CK_Person_number CHECK (number > 0)",
          "ALTER TABLE [it's ]]odd[].[Per son] ADD CONSTRAINT CK_Person_off CHECK (number < 100)",
          "ALTER TABLE [it's ]]odd[].[Per son] NOCHECK CONSTRAINT CK_Person_off",
          "ALTER TABLE [it's ]]odd[].[Per son] ADD CONSTRAINT FK_Person_off FOREIGN KEY (department)"
              + " REFERENCES dbo.Departments (id) NOT FOR REPLICATION",
          "ALTER TABLE [it's ]]odd[].[Per son] NOCHECK CONSTRAINT FK_Person_off",
          "ALTER TABLE dbo.Tariffs ADD PERIOD FOR SYSTEM_TIME (validFrom, validTo)",
          "ALTER TABLE dbo.Tariffs ALTER COLUMN validTo ADD HIDDEN",
          "ALTER TABLE dbo.Tariffs SET (SYSTEM_VERSIONING = ON (HISTORY_TABLE = archive.FormerTariffs,"
              + " HISTORY_RETENTION_PERIOD = 6 MONTHS))");

  private static final List<String> MODULES =
      List.of(
          "CREATE SYNONYM dbo.People FOR [it's ]]odd[].[Per son]",
          "CREATE SYNONYM archive.Elsewhere FOR [another server].db..[t]",
          "CREATE VIEW dbo.Names AS SELECT first, number FROM [it's ]]odd[].[Per son]",
          "CREATE VIEW dbo.[A view] AS SELECT first FROM dbo.Names",
          """
          CREATE VIEW dbo.Budgets WITH SCHEMABINDING AS
          SELECT id, name, budget FROM dbo.Departments
          """,
          "CREATE UNIQUE CLUSTERED INDEX IX_Budgets ON dbo.Budgets (id)",
          "CREATE NONCLUSTERED INDEX IX_Budgets_name ON dbo.Budgets (name DESC) INCLUDE (budget)",
          """
          CREATE FUNCTION dbo.[Calls of] (@id int, @many dbo.Numbers READONLY) RETURNS TABLE AS
          RETURN (SELECT n.first FROM dbo.Names n WHERE n.number = @id)
          """,
          """
          CREATE FUNCTION dbo.[Calls of again] (@id int) RETURNS TABLE AS
          RETURN SELECT first FROM dbo.Names WHERE number = @id
          """,
          "CREATE VIEW dbo.[0 first] AS SELECT c.first FROM dbo.[Calls of again](1) c",
          """
          CREATE FUNCTION archive.Listed (@from int)
          RETURNS @list TABLE (id int NOT NULL PRIMARY KEY, name nvarchar(10) NULL) AS
          BEGIN
            INSERT INTO @list SELECT number, first FROM dbo.Names WHERE number > @from;
            RETURN;
          END
          """,
          "CREATE PROCEDURE dbo.Renew @id int, @phone dbo.Phone = N'x' OUTPUT AS\r\nBEGIN\r\n  -- $(x)\r\n  SELECT 1\r\nEND",
          "CREATE PROC archive.Split AS\nSELECT 'a\nGO\n:r b'\n",
          "CREATE TRIGGER dbo.OnDepartments ON dbo.Departments AFTER INSERT, UPDATE AS\nSELECT 1",
          "CREATE TRIGGER dbo.OnDepartmentsToo ON dbo.Departments FOR INSERT, DELETE NOT FOR REPLICATION AS\nRETURN",
          "CREATE TRIGGER dbo.OnDepartmentsOff ON dbo.Departments AFTER DELETE AS RETURN",
          "DISABLE TRIGGER dbo.OnDepartmentsOff ON dbo.Departments",
          "EXEC sp_settriggerorder @triggername = N'dbo.OnDepartmentsToo', @order = 'First', @stmttype = 'INSERT'",
          "EXEC sp_settriggerorder N'[dbo].[OnDepartments]', 'Last', 'INSERT'",
          "EXEC sp_settriggerorder N'dbo.OnDepartmentsOff', 'Last', 'DELETE'",
          "CREATE TRIGGER dbo.InsteadOfNames ON dbo.Names INSTEAD OF INSERT AS RETURN",
          "CREATE TRIGGER [no views!] ON DATABASE FOR DROP_VIEW, DDL_INDEX_EVENTS AS ROLLBACK",
          "CREATE TRIGGER watched ON DATABASE AFTER DDL_TABLE_EVENTS, DROP_VIEW AS PRINT 'x'",
          "DISABLE TRIGGER watched ON DATABASE",
          "EXEC sp_settriggerorder N'[no views!]', 'First', 'DROP_VIEW', 'DATABASE'");

  private static String property(String name, String value, String... levels) {
    StringBuilder text =
        new StringBuilder(
            "EXEC sys.sp_addextendedproperty @name = N'%s', @value = %s".formatted(name, value));
    for (int i = 0; i < levels.length; i += 2) {
      text.append(
          ", @level%dtype = N'%s', @level%dname = N'%s'"
              .formatted(i / 2, levels[i], i / 2, levels[i + 1]));
    }
    return text.toString();
  }

  private static final List<String> PROPERTIES =
      List.of(
          property("Owner", "N'it''s ours'"),
          property("MS_Description", "N'Wo sie arbeiten'", "SCHEMA", "dbo", "TABLE", "Departments"),
          property(
              "MS_Description", "N'a'", "SCHEMA", "dbo", "TABLE", "Departments", "COLUMN", "name"),
          property(
              "MS_Description",
              "N'b'",
              "SCHEMA",
              "dbo",
              "TABLE",
              "Departments",
              "CONSTRAINT",
              "PK_Departments"),
          property(
              "p",
              "N'c'",
              "SCHEMA",
              "dbo",
              "TABLE",
              "Departments",
              "CONSTRAINT",
              "CK_Departments_budget"),
          property(
              "p",
              "N'd'",
              "SCHEMA",
              "dbo",
              "TABLE",
              "Departments",
              "CONSTRAINT",
              "DF_Departments_budget"),
          property(
              "p", "N'e'", "SCHEMA", "dbo", "TABLE", "Departments", "TRIGGER", "OnDepartments"),
          property(
              "p",
              "N'f'",
              "SCHEMA",
              "it''s ]odd[",
              "TABLE",
              "Per son",
              "INDEX",
              "IX_Person_filtered"),
          property(
              "p",
              "N'g'",
              "SCHEMA",
              "it''s ]odd[",
              "TABLE",
              "Per son",
              "CONSTRAINT",
              "FK_Person_Department"),
          property("p", "N'h'", "SCHEMA", "dbo", "VIEW", "Names", "COLUMN", "first"),
          property("p", "N'i'", "SCHEMA", "dbo", "VIEW", "Budgets", "INDEX", "IX_Budgets"),
          property("p", "N'j'", "SCHEMA", "dbo", "PROCEDURE", "Renew", "PARAMETER", "@id"),
          property("p", "N'k'", "SCHEMA", "dbo", "FUNCTION", "Doubled", "PARAMETER", "@number"),
          property("p", "N'l'", "SCHEMA", "archive", "FUNCTION", "Listed"),
          property("p", "N'm'", "SCHEMA", "dbo", "SYNONYM", "People"),
          property("p", "N'n'", "SCHEMA", "dbo", "SEQUENCE", "Calls"),
          property("p", "N'o'", "SCHEMA", "dbo", "TYPE", "Phone"),
          property("p", "N'q'", "SCHEMA", "dbo", "XML SCHEMA COLLECTION", "Notes"),
          property("p", "N'r'", "SCHEMA", "archive"),
          property("p", "N's'", "USER", "anna"),
          property("p", "N't'", "USER", "clerks"),
          property("p", "N'u'", "TRIGGER", "watched"));

  private static final List<String> PERMISSIONS =
      List.of(
          "GRANT SELECT ON dbo.Departments TO clerks",
          "GRANT SELECT (id, name), UPDATE (name) ON dbo.Departments TO anna WITH GRANT OPTION",
          "DENY SELECT ON dbo.Departments (budget) TO [berta's]",
          "DENY DELETE ON OBJECT::[it's ]]odd[].[Per son] TO clerks",
          "GRANT EXECUTE ON dbo.Renew TO clerks",
          "GRANT SELECT ON dbo.[Calls of] TO clerks",
          "GRANT UPDATE ON OBJECT::dbo.Calls TO clerks",
          "GRANT SELECT ON dbo.People TO clerks",
          "GRANT EXECUTE, SELECT ON SCHEMA::archive TO seniors WITH GRANT OPTION",
          "GRANT CONTROL ON TYPE::dbo.Phone TO clerks",
          "GRANT EXECUTE ON XML SCHEMA COLLECTION::dbo.Notes TO clerks",
          "GRANT ALTER ON ROLE::clerks TO seniors",
          "GRANT IMPERSONATE ON USER::anna TO [berta's]",
          "GRANT CREATE TABLE TO seniors",
          "DENY VIEW DEFINITION TO [all of ]]them]",
          "GRANT SELECT ON dbo.Names TO public");

  static final List<String> BATCHES =
      Stream.of(PRINCIPALS, TYPES, TABLES, ROWS, CONSTRAINTS, MODULES, PROPERTIES, PERMISSIONS)
          .flatMap(List::stream)
          .toList();

  /** What a script must say of it: two that lack the same would be equal, too. */
  static final List<String> WRITTEN =
      List.of(
          "CREATE ROLE [clerks] AUTHORIZATION [seniors];",
          "CREATE SCHEMA [archive] AUTHORIZATION [seniors];",
          "ALTER ROLE [all of ]]them] ADD MEMBER [clerks];",
          "CREATE XML SCHEMA COLLECTION [dbo].[Notes] AS N'<xsd:schema ",
          "START WITH -1 INCREMENT BY -1 MINVALUE -999999999999999999 MAXVALUE 0 NO CYCLE NO CACHE;",
          "CREATE SYNONYM [archive].[Elsewhere] FOR [another server].[db]..[t];",
          "UNIQUE CLUSTERED ([phone] ASC, [id] DESC)",
          "[id] [bigint] IDENTITY(-1, -1) NOT FOR REPLICATION NOT NULL",
          "[everything] [xml] COLUMN_SET FOR ALL_SPARSE_COLUMNS",
          "SPARSE NULL",
          "[kept] AS ([number]+(1)) PERSISTED NOT NULL",
          "[changed] [timestamp] NOT NULL",
          "[single] [xml](DOCUMENT [dbo].[Notes]) NULL",
          ") WITH (DATA_COMPRESSION = ROW);",
          "INCLUDE ([first], [phone]) WHERE ([department] IS NOT NULL) WITH (PAD_INDEX = ON,",
          "WITH (IGNORE_DUP_KEY = ON);",
          "ALTER INDEX [IX_Person_first] ON [it's ]]odd[].[Per son] DISABLE;",
          "USING XML INDEX [PXML_Noted] FOR PATH;",
          "WITH NOCHECK ADD CONSTRAINT [CK_Person_number]",
          "NOCHECK CONSTRAINT [FK_Person_off];",
          "ADD CONSTRAINT [DF it's] DEFAULT (N'it''s') FOR [first];",
          "CREATE UNIQUE CLUSTERED INDEX [IX_Budgets] ON [dbo].[Budgets] ([id] ASC);",
          "@triggername = N'[dbo].[OnDepartments]', @order = N'Last', @stmttype = N'INSERT';",
          "@order = N'First', @stmttype = N'DROP_VIEW', @namespace = N'DATABASE';",
          "DISABLE TRIGGER [watched] ON DATABASE;",
          "DISABLE TRIGGER [dbo].[OnDepartmentsOff] ON [dbo].[Departments];",
          "ALTER COLUMN [validTo] ADD HIDDEN;",
          "(HISTORY_TABLE = [archive].[FormerTariffs], HISTORY_RETENTION_PERIOD = 6 MONTH));",
          "@level0type = N'TRIGGER', @level0name = N'watched';",
          "@level1type = N'XML SCHEMA COLLECTION', @level1name = N'Notes';",
          "DENY SELECT ON OBJECT::[dbo].[Departments] ([budget]) TO [berta's];",
          "GRANT SELECT ON SCHEMA::[archive] TO [seniors] WITH GRANT OPTION;",
          "GRANT EXECUTE ON XML SCHEMA COLLECTION::[dbo].[Notes] TO [clerks];",
          "922337203685477.5807, 214748.3647, 1.7976931348623157E308, 3.4028235E38, '9999-12-31',",
          "(2.220446049250313E-16*2.2250738585072014E-308), 1.1754944E-38, '0001-01-01', '00:00:00.0000000',",
          "'9999-12-31T23:59:59.999+14:00', '9999-12-31T09:59:59.9999999-14:00'",
          "'0001-01-01T00:00:00.0000001', '0001-01-01T00:00:00', '2024-02-29T12:00:00.123+05:30'",
          "-2.2250738585072014E-308, -1.1754944E-38",
          "9.007199254740992E15, 1.6777216E7",
          "N'ab  ', N'it''s €  ', REPLACE(N'a␍b'",
          "CAST(0x2D002D002F002A0000001B0028208500FFFE AS nvarchar(max))",
          "N'␊↵␍␤←'",
          "CAST(0x58 AS [hierarchyid]), CAST(0xE6100000010C17D9CEF753D34740D34D6210585936C0 AS [geography])",
          "CAST(CAST(0.50000000000000000000000000000000000000 AS [numeric](38, 38)) AS [sql_variant])",
          "CAST(CAST(0.1E0 AS [real]) AS [sql_variant])",
          "CAST(CAST(N'2024-02-29 12:00:00.1 +05:30' AS [datetimeoffset](1)) AS [sql_variant])",
          "CAST(CAST(N'it''s' AS [varchar](20)) COLLATE Latin1_General_BIN2 AS [sql_variant])",
          "CAST(CAST(0x AS [varbinary](8000)) AS [sql_variant])");

  private Everything() {}
}
