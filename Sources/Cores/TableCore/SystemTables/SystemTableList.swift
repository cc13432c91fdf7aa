/// The tables that come with the server, as Cassandra 5.0 has them: drivers and tools read them by column name.
enum SystemTableList {
    /// One table a line: name | comment | gc_grace_seconds | partition key | clustering columns | columns.
    static let text = """
        system.IndexInfo | built column indexes | 0 | table_name | index_name | table_name text, index_name text, value blob
        system.available_ranges | available keyspace/ranges during bootstrap/replace that are ready to be served | 0 | \
        keyspace_name |  | keyspace_name text, ranges set<blob>
        system.available_ranges_v2 | available keyspace/ranges during bootstrap/replace that are ready to be served | 0 | \
        keyspace_name |  | keyspace_name text, full_ranges set<blob>, transient_ranges set<blob>
        system.batches | batches awaiting replay | 0 | id |  | id timeuuid, mutations list<blob>, version int
        system.built_views | built views | 0 | keyspace_name | view_name | keyspace_name text, view_name text, \
        status_replicated boolean
        system.compaction_history | week-long compaction history | 0 | id |  | id timeuuid, bytes_in bigint, bytes_out \
        bigint, columnfamily_name text, compacted_at timestamp, compaction_properties frozen<map<text, text>>, keyspace_name \
        text, rows_merged map<int, bigint>
        system.local | information about the local node | 0 | key |  | key text, bootstrapped text, broadcast_address inet, \
        broadcast_port int, cluster_name text, cql_version text, data_center text, gossip_generation int, host_id uuid, \
        listen_address inet, listen_port int, native_protocol_version text, partitioner text, rack text, release_version \
        text, rpc_address inet, rpc_port int, schema_version uuid, tokens set<text>, truncated_at map<uuid, blob>
        system.paxos | in-progress paxos proposals | 0 | row_key | cf_id | row_key blob, cf_id uuid, in_progress_ballot \
        timeuuid, in_progress_read_ballot timeuuid, most_recent_commit blob, most_recent_commit_at timeuuid, \
        most_recent_commit_version int, proposal blob, proposal_ballot timeuuid, proposal_version int
        system.paxos_repair_history | paxos repair history | 0 | keyspace_name | table_name | keyspace_name text, table_name \
        text, points frozen<list<frozen<tuple<blob, timeuuid>>>>
        system.peer_events | events related to peers | 0 | peer |  | peer inet, hints_dropped map<timeuuid, int>
        system.peer_events_v2 | events related to peers | 0 | peer | peer_port | peer inet, peer_port int, hints_dropped \
        map<timeuuid, int>
        system.peers | information about known peers in the cluster | 0 | peer |  | peer inet, data_center text, host_id \
        uuid, preferred_ip inet, rack text, release_version text, rpc_address inet, schema_version uuid, tokens set<text>
        system.peers_v2 | information about known peers in the cluster | 0 | peer | peer_port | peer inet, peer_port int, \
        data_center text, host_id uuid, native_address inet, native_port int, preferred_ip inet, preferred_port int, rack \
        text, release_version text, schema_version uuid, tokens set<text>
        system.prepared_statements | prepared statements | 0 | prepared_id |  | prepared_id blob, logged_keyspace text, \
        query_string text
        system.repairs | repairs | 0 | parent_id |  | parent_id timeuuid, cfids set<uuid>, coordinator inet, coordinator_port \
        int, last_update timestamp, participants set<inet>, participants_wp set<text>, ranges set<blob>, repaired_at \
        timestamp, started_at timestamp, state int
        system.size_estimates | per-table primary range size estimates, table is deprecated in favor of table_estimates | 0 | \
        keyspace_name | table_name, range_start, range_end | keyspace_name text, table_name text, range_start text, range_end \
        text, mean_partition_size bigint, partitions_count bigint
        system.sstable_activity | historic sstable read rates | 0 | keyspace_name, columnfamily_name, generation |  | \
        keyspace_name text, columnfamily_name text, generation int, rate_120m double, rate_15m double
        system.sstable_activity_v2 | historic sstable read rates | 0 | keyspace_name, table_name, id |  | keyspace_name text, \
        table_name text, id text, rate_120m double, rate_15m double
        system.table_estimates | per-table range size estimates | 0 | keyspace_name | table_name, range_type, range_start, \
        range_end | keyspace_name text, table_name text, range_type text, range_start text, range_end text, \
        mean_partition_size bigint, partitions_count bigint
        system.top_partitions | Stores the top partitions | 0 | keyspace_name | table_name, top_type | keyspace_name text, \
        table_name text, top_type text, last_update timestamp, top frozen<list<frozen<tuple<text, bigint>>>>
        system.transferred_ranges | record of transferred ranges for streaming operation | 0 | operation, keyspace_name | \
        peer | operation text, keyspace_name text, peer inet, ranges set<blob>
        system.transferred_ranges_v2 | record of transferred ranges for streaming operation | 0 | operation, keyspace_name | \
        peer, peer_port | operation text, keyspace_name text, peer inet, peer_port int, ranges set<blob>
        system.view_builds_in_progress | views builds current progress | 0 | keyspace_name | view_name, start_token, \
        end_token | keyspace_name text, view_name text, start_token text, end_token text, keys_built bigint, last_token text
        system_schema.aggregates | user defined aggregate definitions | 604800 | keyspace_name | aggregate_name, \
        argument_types | keyspace_name text, aggregate_name text, argument_types frozen<list<text>>, final_func text, \
        initcond text, return_type text, state_func text, state_type text
        system_schema.column_masks | column dynamic data masks | 604800 | keyspace_name | table_name, column_name | \
        keyspace_name text, table_name text, column_name text, function_argument_nulls frozen<list<boolean>>, \
        function_argument_types frozen<list<text>>, function_argument_values frozen<list<text>>, function_keyspace text, \
        function_name text
        system_schema.columns | column definitions | 604800 | keyspace_name | table_name, column_name | keyspace_name text, \
        table_name text, column_name text, clustering_order text, column_name_bytes blob, kind text, position int, type text
        system_schema.dropped_columns | dropped column registry | 604800 | keyspace_name | table_name, column_name | \
        keyspace_name text, table_name text, column_name text, dropped_time timestamp, kind text, type text
        system_schema.functions | user defined function definitions | 604800 | keyspace_name | function_name, argument_types \
        | keyspace_name text, function_name text, argument_types frozen<list<text>>, argument_names frozen<list<text>>, body \
        text, called_on_null_input boolean, language text, return_type text
        system_schema.indexes | secondary index definitions | 604800 | keyspace_name | table_name, index_name | keyspace_name \
        text, table_name text, index_name text, kind text, options frozen<map<text, text>>
        system_schema.keyspaces | keyspace definitions | 604800 | keyspace_name |  | keyspace_name text, durable_writes \
        boolean, replication frozen<map<text, text>>
        system_schema.tables | table definitions | 604800 | keyspace_name | table_name | keyspace_name text, table_name text, \
        additional_write_policy text, allow_auto_snapshot boolean, bloom_filter_fp_chance double, caching frozen<map<text, \
        text>>, cdc boolean, comment text, compaction frozen<map<text, text>>, compression frozen<map<text, text>>, \
        crc_check_chance double, dclocal_read_repair_chance double, default_time_to_live int, extensions frozen<map<text, \
        blob>>, flags frozen<set<text>>, gc_grace_seconds int, id uuid, incremental_backups boolean, max_index_interval int, \
        memtable text, memtable_flush_period_in_ms int, min_index_interval int, read_repair text, read_repair_chance double, \
        speculative_retry text
        system_schema.triggers | trigger definitions | 604800 | keyspace_name | table_name, trigger_name | keyspace_name \
        text, table_name text, trigger_name text, options frozen<map<text, text>>
        system_schema.types | user defined type definitions | 604800 | keyspace_name | type_name | keyspace_name text, \
        type_name text, field_names frozen<list<text>>, field_types frozen<list<text>>
        system_schema.views | view definitions | 604800 | keyspace_name | view_name | keyspace_name text, view_name text, \
        additional_write_policy text, allow_auto_snapshot boolean, base_table_id uuid, base_table_name text, \
        bloom_filter_fp_chance double, caching frozen<map<text, text>>, cdc boolean, comment text, compaction \
        frozen<map<text, text>>, compression frozen<map<text, text>>, crc_check_chance double, dclocal_read_repair_chance \
        double, default_time_to_live int, extensions frozen<map<text, blob>>, gc_grace_seconds int, id uuid, \
        include_all_columns boolean, incremental_backups boolean, max_index_interval int, memtable text, \
        memtable_flush_period_in_ms int, min_index_interval int, read_repair text, read_repair_chance double, \
        speculative_retry text, where_clause text
        system_virtual_schema.columns | virtual column definitions | 0 | keyspace_name | table_name, column_name | \
        keyspace_name text, table_name text, column_name text, clustering_order text, column_name_bytes blob, kind text, \
        position int, type text
        system_virtual_schema.keyspaces | virtual keyspace definitions | 0 | keyspace_name |  | keyspace_name text
        system_virtual_schema.tables | virtual table definitions | 0 | keyspace_name | table_name | keyspace_name text, \
        table_name text, comment text
        system_traces.events | tracing events | 0 | session_id | event_id | session_id uuid, event_id timeuuid, activity \
        text, source inet, source_elapsed int, source_port int, thread text
        system_traces.sessions | tracing sessions | 0 | session_id |  | session_id uuid, client inet, command text, \
        coordinator inet, coordinator_port int, duration int, parameters map<text, text>, request text, started_at timestamp
        system_auth.cidr_groups | cidr groups to cidrs mapping | 7776000 | cidr_group |  | cidr_group text, cidrs \
        frozen<set<frozen<tuple<inet, smallint>>>>
        system_auth.cidr_permissions | user cidr permissions | 7776000 | role |  | role text, cidr_groups frozen<set<text>>
        system_auth.identity_to_role | mtls authorized identities lookup table | 7776000 | identity |  | identity text, role \
        text
        system_auth.network_permissions | user network permissions | 7776000 | role |  | role text, dcs frozen<set<text>>
        system_auth.resource_role_permissons_index | index of db roles with permissions granted on a resource | 7776000 | \
        resource | role | resource text, role text
        system_auth.role_members | role memberships lookup table | 7776000 | role | member | role text, member text
        system_auth.role_permissions | permissions granted to db roles | 7776000 | role | resource | role text, resource \
        text, permissions set<text>
        system_auth.roles | role definitions | 7776000 | role |  | role text, can_login boolean, is_superuser boolean, \
        member_of set<text>, salted_hash text
        system_distributed.parent_repair_history | Repair history | 864000 | parent_id |  | parent_id timeuuid, \
        columnfamily_names set<text>, exception_message text, exception_stacktrace text, finished_at timestamp, keyspace_name \
        text, options map<text, text>, requested_ranges set<text>, started_at timestamp, successful_ranges set<text>
        system_distributed.partition_denylist | Partition keys which have been denied access | 864000 | ks_name, table_name | \
        key | ks_name text, table_name text, key blob
        system_distributed.repair_history | Repair history | 864000 | keyspace_name, columnfamily_name | id | keyspace_name \
        text, columnfamily_name text, id timeuuid, coordinator inet, coordinator_port int, exception_message text, \
        exception_stacktrace text, finished_at timestamp, parent_id timeuuid, participants set<inet>, participants_v2 \
        set<text>, range_begin text, range_end text, started_at timestamp, status text
        system_distributed.view_build_status | Materialized View build status | 864000 | keyspace_name, view_name | host_id | \
        keyspace_name text, view_name text, host_id uuid, status text
        system_views.clients | currently connected clients | 0 | address | port | address inet, port int, client_options \
        frozen<map<text, text>>, connection_stage text, driver_name text, driver_version text, hostname text, keyspace_name \
        text, protocol_version int, request_count bigint, ssl_cipher_suite text, ssl_enabled boolean, ssl_protocol text, \
        username text
        system_views.settings | current settings | 0 | name |  | name text, value text
        system_views.caches | system caches | 0 | name |  | name text, capacity_bytes bigint, entry_count int, hit_count \
        bigint, hit_ratio double, recent_hit_rate_per_second bigint, recent_request_rate_per_second bigint, request_count \
        bigint, size_bytes bigint
        system_views.thread_pools |  | 0 | name |  | name text, active_tasks int, active_tasks_limit int, blocked_tasks \
        bigint, blocked_tasks_all_time bigint, completed_tasks bigint, pending_tasks int
        system_views.sstable_tasks | current sstable tasks | 0 | keyspace_name | table_name, task_id | keyspace_name text, \
        table_name text, task_id timeuuid, completion_ratio double, kind text, progress bigint, sstables int, \
        target_directory text, total bigint, unit text
        system_views.system_properties | Cassandra relevant system properties | 0 | name |  | name text, value text
        system_views.queries | Lists currently running queries | 0 | thread_id |  | thread_id text, queued_micros bigint, \
        running_micros bigint, task text
        """
}
