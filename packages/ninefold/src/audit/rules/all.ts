import type { Rule } from '../../audit/rule.ts';
import { callRules } from './calls.ts';
import { composeRules } from './compose.ts';
import { haproxyRules } from './haproxy.ts';
import { kafkaRules } from './kafka.ts';
import { disruptionRules } from './kubernetes-disruption.ts';
import { probeRules } from './kubernetes-probes.ts';
import { scaleRules } from './kubernetes-scale.ts';
import { spreadRules } from './kubernetes-spread.ts';
import { wiringRules } from './kubernetes-wiring.ts';
import { patroniRules } from './patroni.ts';
import { prometheusRules } from './prometheus.ts';
import { promiseRules } from './promise.ts';

/** Every rule that Ninefold brings. */
export const allRules: readonly Rule[] = [
  ...disruptionRules,
  ...probeRules,
  ...spreadRules,
  ...scaleRules,
  ...wiringRules,
  ...patroniRules,
  ...kafkaRules,
  ...haproxyRules,
  ...prometheusRules,
  ...composeRules,
  ...callRules,
  ...promiseRules,
];
