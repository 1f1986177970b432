-- How fast a running backup or restore goes, where SQL Server tells it.
alter table work_progress
    add column bytes_per_second bigint,
    add column seconds_left     bigint;
