import type { Rule } from '../../audit/rule.ts';
import { callRules } from './calls.ts';
import { composeRules } from './compose.ts';
import { haproxyRules } from './haproxy.ts';
import { brokerRules } from './kafka-brokers.ts';
import { clientRules } from './kafka-clients.ts';
import { disruptionRules } from './kubernetes-disruption.ts';
import { probeRules } from './kubernetes-probes.ts';
import { scaleRules } from './kubernetes-scale.ts';
import { spreadRules } from './kubernetes-spread.ts';
import { wiringRules } from './kubernetes-wiring.ts';
import { nameRules } from './names.ts';
import { accessRules } from './patroni-access.ts';
import { failoverRules } from './patroni-failover.ts';
import { replicationRules } from './patroni-replication.ts';
import { postgresqlRules } from './postgresql.ts';
import { prometheusRules } from './prometheus.ts';
import { promiseRules } from './promise.ts';

/** Every rule that Ninefold brings. */
export const allRules: readonly Rule[] = [
  ...disruptionRules,
  ...probeRules,
  ...spreadRules,
  ...scaleRules,
  ...wiringRules,
  ...replicationRules,
  ...failoverRules,
  ...postgresqlRules,
  ...accessRules,
  ...brokerRules,
  ...clientRules,
  ...haproxyRules,
  ...nameRules,
  ...prometheusRules,
  ...composeRules,
  ...callRules,
  ...promiseRules,
];
