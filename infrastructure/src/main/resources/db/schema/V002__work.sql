-- db-scheduler's table, as its documentation gives it for PostgreSQL.
create table scheduled_tasks (
    task_name            text                     not null,
    task_instance        text                     not null,
    task_data            bytea,
    execution_time       timestamp with time zone not null,
    picked               boolean                  not null,
    picked_by            text,
    last_success         timestamp with time zone,
    last_failure         timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat       timestamp with time zone,
    version              bigint                   not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_by_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_by_last_heartbeat on scheduled_tasks (last_heartbeat);

-- What a worker needs and leaves behind. `pickup` fences: only the latest pick-up may write.
create table work (
    work_id      varchar(200) primary key,
    request_type varchar(128) not null,
    request      jsonb        not null,
    pickup       integer      not null default 0,
    note         text,
    created_at   timestamp with time zone not null default now()
);

create table work_progress (
    work_id  varchar(200) not null references work (work_id),
    ordinal  integer      not null generated always as identity,
    subject  varchar(300) not null,
    percent  integer      not null,
    primary key (work_id, subject)
);
