-- Axon's tables, in the shape that Axon's JDBC engines expect; payloads are readable JSON.
create table domain_event_entry (
    global_index         bigint generated always as identity primary key,
    aggregate_identifier varchar(64)  not null,
    sequence_number      bigint       not null,
    type                 varchar(64)  not null,
    event_identifier     varchar(64)  not null unique,
    payload_type         varchar(128) not null,
    payload_revision     varchar(16)  not null,
    payload              jsonb        not null,
    meta_data            jsonb        not null,
    time_stamp           varchar(64)  not null,
    unique (aggregate_identifier, sequence_number)
);

create table token_entry (
    processor_name varchar(128) not null,
    segment        integer      not null,
    token          text,
    token_type     varchar(128),
    time_stamp     varchar(64),
    owner          varchar(255),
    primary key (processor_name, segment)
);

create table saga_entry (
    saga_id         varchar(64)  primary key,
    revision        varchar(16),
    saga_type       varchar(128) not null,
    serialized_saga jsonb        not null
);

create table association_value_entry (
    id                bigint generated always as identity primary key,
    association_key   varchar(64)  not null,
    association_value varchar(255) not null,
    saga_type         varchar(128) not null,
    saga_id           varchar(64)  not null
);
create index association_value_by_value on association_value_entry (saga_type, association_key, association_value);
create index association_value_by_saga on association_value_entry (saga_id, saga_type);
