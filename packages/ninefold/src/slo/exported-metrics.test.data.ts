/** What an exporter gives: a metric a line, with its type and its own labels. */
export interface Exported {
  readonly exporter: string;
  readonly metrics: string;
}

/**
 * As scraped on 24 November 2026 from the real thing. Left out is what is no engine's: the exporters' own
 * processes, and settings. Of Kafka and HAProxy only what rules may use.
 */
export const SCRAPED: readonly Exported[] = [
  {
    exporter: '@ninefold/service, as examples/checkout serves it',
    metrics: `
http_server_active_requests gauge
http_server_request_duration_seconds histogram http_request_method,http_response_status_code,http_route
ninefold_overload_event_loop_delay_seconds gauge
ninefold_overload_event_loop_utilization gauge
ninefold_overload_in_flight gauge
ninefold_overload_limit gauge
ninefold_overload_queued gauge
ninefold_overload_shed_total counter priority,reason
ninefold_sli_events_total counter outcome,service,sli
`,
  },
  {
    exporter: 'the built-in balancer, with two regions',
    metrics: `
ninefold_balancer_events_total counter outcome,region,service,sli
`,
  },
  {
    exporter: 'HAProxy 2.6.12, its own exporter',
    metrics: `
haproxy_backend_active_servers gauge proxy
haproxy_backend_agg_check_status gauge proxy,state
haproxy_backend_agg_server_check_status gauge proxy,state
haproxy_backend_agg_server_status gauge proxy,state
haproxy_backend_backup_servers gauge proxy
haproxy_backend_bytes_in_total counter proxy
haproxy_backend_bytes_out_total counter proxy
haproxy_backend_check_last_change_seconds gauge proxy
haproxy_backend_check_up_down_total counter proxy
haproxy_backend_client_aborts_total counter proxy
haproxy_backend_connect_time_average_seconds gauge proxy
haproxy_backend_connection_attempts_total counter proxy
haproxy_backend_connection_errors_total counter proxy
haproxy_backend_connection_reuses_total counter proxy
haproxy_backend_current_queue gauge proxy
haproxy_backend_current_sessions gauge proxy
haproxy_backend_downtime_seconds_total counter proxy
haproxy_backend_failed_header_rewriting_total counter proxy
haproxy_backend_http_cache_hits_total counter proxy
haproxy_backend_http_cache_lookups_total counter proxy
haproxy_backend_http_comp_bytes_bypassed_total counter proxy
haproxy_backend_http_comp_bytes_in_total counter proxy
haproxy_backend_http_comp_bytes_out_total counter proxy
haproxy_backend_http_comp_responses_total counter proxy
haproxy_backend_http_requests_total counter proxy
haproxy_backend_http_responses_total counter code,proxy
haproxy_backend_internal_errors_total counter proxy
haproxy_backend_last_session_seconds gauge proxy
haproxy_backend_limit_sessions gauge proxy
haproxy_backend_loadbalanced_total counter proxy
haproxy_backend_max_connect_time_seconds gauge proxy
haproxy_backend_max_queue gauge proxy
haproxy_backend_max_queue_time_seconds gauge proxy
haproxy_backend_max_response_time_seconds gauge proxy
haproxy_backend_max_session_rate gauge proxy
haproxy_backend_max_sessions gauge proxy
haproxy_backend_max_total_time_seconds gauge proxy
haproxy_backend_queue_time_average_seconds gauge proxy
haproxy_backend_redispatch_warnings_total counter proxy
haproxy_backend_requests_denied_total counter proxy
haproxy_backend_response_errors_total counter proxy
haproxy_backend_response_time_average_seconds gauge proxy
haproxy_backend_responses_denied_total counter proxy
haproxy_backend_retry_warnings_total counter proxy
haproxy_backend_server_aborts_total counter proxy
haproxy_backend_sessions_total counter proxy
haproxy_backend_status gauge proxy,state
haproxy_backend_total_time_average_seconds gauge proxy
haproxy_backend_uweight gauge proxy
haproxy_backend_weight gauge proxy
`,
  },
  {
    exporter: 'Patroni 3.0.2',
    metrics: `
patroni_cluster_unlocked gauge scope
patroni_dcs_last_seen gauge scope
patroni_failsafe_mode_is_active gauge scope
patroni_is_paused gauge scope
patroni_master gauge scope
patroni_pending_restart gauge scope
patroni_postgres_running gauge scope
patroni_postgres_server_version gauge scope
patroni_postgres_timeline counter scope
patroni_postmaster_start_time gauge scope
patroni_primary gauge scope
patroni_replica gauge scope
patroni_standby_leader gauge scope
patroni_sync_standby gauge scope
patroni_version gauge scope
patroni_xlog_location counter scope
patroni_xlog_paused gauge scope
patroni_xlog_received_location counter scope
patroni_xlog_replayed_location counter scope
patroni_xlog_replayed_timestamp gauge scope
`,
  },
  {
    exporter: 'Patroni 4.1.5',
    metrics: `
patroni_cluster_unlocked gauge name,scope
patroni_dcs_last_seen gauge name,scope
patroni_failsafe_mode_is_active gauge name,scope
patroni_is_paused gauge name,scope
patroni_pending_restart gauge name,scope
patroni_postgres_in_archive_recovery gauge name,scope
patroni_postgres_running gauge name,scope
patroni_postgres_server_version gauge name,scope
patroni_postgres_state gauge name,scope
patroni_postgres_streaming gauge name,scope
patroni_postgres_timeline gauge name,scope
patroni_postmaster_start_time gauge name,scope
patroni_primary gauge name,scope
patroni_quorum_standby gauge name,scope
patroni_replica gauge name,scope
patroni_standby_leader gauge name,scope
patroni_sync_standby gauge name,scope
patroni_version gauge name,scope
patroni_xlog_location counter name,scope
patroni_xlog_paused gauge name,scope
patroni_xlog_received_location counter name,scope
patroni_xlog_replayed_location counter name,scope
patroni_xlog_replayed_timestamp gauge name,scope
`,
  },
  {
    exporter: 'postgres_exporter 0.11.1, a primary and a standby',
    metrics: `
pg_replication_slots_active gauge database,server,slot_name
pg_replication_slots_pg_wal_lsn_diff gauge database,server,slot_name
pg_stat_archiver_archived_count counter server
pg_stat_archiver_failed_count counter server
pg_stat_archiver_last_archive_age gauge server
pg_stat_replication_pg_current_wal_lsn_bytes gauge application_name,client_addr,server,slot_name,state
pg_stat_replication_pg_wal_lsn_diff gauge application_name,client_addr,server,slot_name,state
pg_stat_replication_reply_time untyped application_name,client_addr,server,slot_name,state
pg_up gauge
`,
  },
  {
    exporter: 'blackbox_exporter 0.23.0, of an HTTPS target',
    metrics: `
probe_dns_lookup_time_seconds gauge
probe_duration_seconds gauge
probe_failed_due_to_regex gauge
probe_http_content_length gauge
probe_http_duration_seconds gauge phase
probe_http_redirects gauge
probe_http_ssl gauge
probe_http_status_code gauge
probe_http_uncompressed_body_length gauge
probe_http_version gauge
probe_ip_addr_hash gauge
probe_ip_protocol gauge
probe_ssl_earliest_cert_expiry gauge
probe_ssl_last_chain_expiry_timestamp_seconds gauge
probe_ssl_last_chain_info gauge fingerprint_sha256,issuer,subject,subjectalternative
probe_success gauge
probe_tls_version_info gauge version
`,
  },
  {
    exporter: 'jmx_exporter 1.0.1 with the rules of its kafka-kraft-3_0_0.yml, of Kafka 4.1.2',
    metrics: `
kafka_controller_kafkacontroller_activebrokercount gauge
kafka_controller_kafkacontroller_activecontrollercount gauge
kafka_controller_kafkacontroller_brokerregistrationstate gauge broker
kafka_controller_kafkacontroller_controlledshutdownbrokercount gauge
kafka_controller_kafkacontroller_eventqueueoperationsstartedcount gauge
kafka_controller_kafkacontroller_eventqueueoperationstimedoutcount gauge
kafka_controller_kafkacontroller_fencedbrokercount gauge
kafka_controller_kafkacontroller_globalpartitioncount gauge
kafka_controller_kafkacontroller_globaltopiccount gauge
kafka_controller_kafkacontroller_ignoredstaticvoters gauge
kafka_controller_kafkacontroller_lastappliedrecordlagms gauge
kafka_controller_kafkacontroller_lastappliedrecordoffset gauge
kafka_controller_kafkacontroller_lastappliedrecordtimestamp gauge
kafka_controller_kafkacontroller_lastcommittedrecordoffset gauge
kafka_controller_kafkacontroller_metadataerrorcount gauge
kafka_controller_kafkacontroller_newactivecontrollerscount gauge
kafka_controller_kafkacontroller_offlinepartitionscount gauge
kafka_controller_kafkacontroller_preferredreplicaimbalancecount gauge
kafka_controller_kafkacontroller_timedoutbrokerheartbeatcount gauge
kafka_controller_kafkacontroller_timesincelastheartbeatreceivedms gauge broker
kafka_server_replicamanager_atminisrpartitioncount gauge
kafka_server_replicamanager_failedisrupdates_total counter
kafka_server_replicamanager_isrexpands_total counter
kafka_server_replicamanager_isrshrinks_total counter
kafka_server_replicamanager_leadercount gauge
kafka_server_replicamanager_offlinereplicacount gauge
kafka_server_replicamanager_partitioncount gauge
kafka_server_replicamanager_partitionswithlatetransactionscount gauge
kafka_server_replicamanager_produceridcount gauge
kafka_server_replicamanager_reassigningpartitions gauge
kafka_server_replicamanager_underminisrpartitioncount gauge
kafka_server_replicamanager_underreplicatedpartitions gauge
`,
  },
];

/** Not to be had where this was written: names as their projects have them, never scraped. */
export const READ: readonly Exported[] = [
  {
    exporter: 'postgres_exporter 0.13 and later, by its source (collector/pg_replication.go)',
    metrics: `
pg_replication_is_replica gauge
pg_replication_lag_seconds gauge
`,
  },
  {
    exporter: 'pgbackrest_exporter, by its source (backrest_last_backup_metrics.go)',
    metrics: `
pgbackrest_backup_since_last_completion_seconds gauge backup_type,stanza
`,
  },
  {
    exporter: 'kube-state-metrics 2, by its documentation (deployment-metrics.md)',
    metrics: `
kube_deployment_spec_paused gauge deployment,namespace
kube_deployment_spec_replicas gauge deployment,namespace
kube_deployment_status_replicas_updated gauge deployment,namespace
`,
  },
];
