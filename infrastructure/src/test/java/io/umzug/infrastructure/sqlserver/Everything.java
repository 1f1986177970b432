package io.umzug.infrastructure.sqlserver;

import java.util.List;

/** A schema that holds one of everything, and rows with every kind of value. */
final class Everything {

  static final List<String> BATCHES =
      List.of(
          "CREATE SCHEMA [it's ]]odd[]",
          "CREATE TYPE dbo.Phone FROM nvarchar(40) NOT NULL",
          "CREATE SEQUENCE dbo.Calls AS bigint START WITH 5 INCREMENT BY 2 MINVALUE 1 MAXVALUE 1000 CYCLE CACHE 10",
          """
          CREATE TABLE dbo.Departments (
            id int IDENTITY(10, 5) NOT NULL CONSTRAINT PK_Departments PRIMARY KEY CLUSTERED,
            name nvarchar(100) COLLATE Latin1_General_CI_AS NOT NULL,
            budget money NULL CONSTRAINT DF_Departments_budget DEFAULT ((0)),
            CONSTRAINT UQ_Departments_name UNIQUE NONCLUSTERED (name DESC),
            CONSTRAINT CK_Departments_budget CHECK (budget >= 0))
          """,
          """
          CREATE TABLE [it's ]]odd[].[Per son] (
            [a key] uniqueidentifier ROWGUIDCOL NOT NULL,
            number int NOT NULL,
            department int NULL,
            phone dbo.Phone NULL,
            first nvarchar(50) NULL,
            doubled AS (number * 2),
            changed rowversion NOT NULL,
            rare nvarchar(10) SPARSE NULL,
            CONSTRAINT [PK Per son] PRIMARY KEY NONCLUSTERED ([a key]),
            CONSTRAINT FK_Person_Department FOREIGN KEY (department)
              REFERENCES dbo.Departments (id) ON DELETE SET NULL)
          """,
          "CREATE CLUSTERED INDEX IX_Person_number ON [it's ]]odd[].[Per son] (number DESC)",
          """
          CREATE UNIQUE NONCLUSTERED INDEX IX_Person_filtered ON [it's ]]odd[].[Per son]
            (department ASC, number DESC) INCLUDE (first) WHERE department IS NOT NULL WITH (FILLFACTOR = 80)
          """,
          """
          CREATE TABLE dbo.[Values] (
            id int NOT NULL PRIMARY KEY,
            b bit NULL, ti tinyint NULL, si smallint NULL, bi bigint NULL,
            d decimal(38, 10) NULL, m money NULL, f float NULL, r real NULL,
            da date NULL, t time(7) NULL, dt datetime NULL, d2 datetime2(7) NULL,
            dto datetimeoffset(3) NULL, vc varchar(50) NULL, nv nvarchar(200) NULL,
            vb varbinary(20) NULL, g uniqueidentifier NULL, x xml NULL, nm nvarchar(max) NULL)
          """,
          "CREATE SYNONYM dbo.People FOR [it's ]]odd[].[Per son]",
          "CREATE VIEW dbo.Names AS SELECT first FROM [it's ]]odd[].[Per son]",
          "CREATE PROCEDURE dbo.Renew @id int AS\r\nBEGIN\r\n  -- $(x)\r\n  SELECT 1\r\nEND",
          "EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'Wo sie arbeiten',"
              + " @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TABLE',"
              + " @level1name = N'Departments'",
          "CREATE ROLE clerks",
          "CREATE USER anna WITHOUT LOGIN",
          "ALTER ROLE clerks ADD MEMBER anna",
          "GRANT SELECT ON dbo.Departments TO clerks",
          "INSERT INTO dbo.Departments (name, budget) VALUES (N'Vermittlung', 12.34), (N'O''Neil', NULL)",
          "INSERT INTO [it's ]]odd[].[Per son] ([a key], number, department, phone, first) VALUES"
              + " ('0E984725-C51C-4BF4-9960-E1C80E27ABA0', 1, 10, N'+49 89 1', N'Änne'),"
              + " ('1E984725-C51C-4BF4-9960-E1C80E27ABA0', 2, NULL, N'', NULL)",
          "INSERT INTO dbo.[Values] (id) VALUES (1)",
          "INSERT INTO dbo.[Values] (id, b, ti, si, bi, d, m, f, r, da, t, dt, d2, dto, vc, nv, vb, g, x, nm)"
              + " VALUES (2, 1, 255, -32768, -9223372036854775808, 1234567890123456789012345678.0123456789,"
              + " -922337203685477.5808, 2.2250738585072014E-308, 3.4028235E38, '0001-01-01',"
              + " '23:59:59.9999999', '1753-01-01T00:00:00.003', '9999-12-31T23:59:59.9999999',"
              + " '2024-02-29T12:00:00.123+05:30', 'it''s', N'a' + NCHAR(13) + NCHAR(10) + N'GO'"
              + " + NCHAR(10) + N'$' + N'(x) 😀', 0x00FF, 'AAAAAAAA-BBBB-CCCC-DDDD-EEEEEEEEEEEE',"
              + " N'<a b=\"1\"> <c/> </a>', N'')");

  private Everything() {}
}
