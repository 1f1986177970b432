-- Which move is under way in which estate: two at once would undo each other's work.
create table estate_claim (
    estate    varchar(200) primary key,
    migration varchar(64)  not null unique
);

-- Moves that were under way before there were claims; of two in one estate the older one holds it.
insert into estate_claim (estate, migration)
select distinct on (opened.payload -> 'particulars' ->> 'estate')
       opened.payload -> 'particulars' ->> 'estate', opened.aggregate_identifier
from domain_event_entry opened
where opened.payload_type = 'migration.opened'
  and not exists (select 1
                  from domain_event_entry ended
                  where ended.aggregate_identifier = opened.aggregate_identifier
                    and ended.payload_type = 'migration.completed')
order by opened.payload -> 'particulars' ->> 'estate', opened.global_index;
