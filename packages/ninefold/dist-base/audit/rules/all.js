import { callRules } from './calls.js';
import { composeRules } from './compose.js';
import { haproxyRules } from './haproxy.js';
import { kafkaRules } from './kafka.js';
import { disruptionRules } from './kubernetes-disruption.js';
import { probeRules } from './kubernetes-probes.js';
import { scaleRules } from './kubernetes-scale.js';
import { spreadRules } from './kubernetes-spread.js';
import { wiringRules } from './kubernetes-wiring.js';
import { patroniRules } from './patroni.js';
import { prometheusRules } from './prometheus.js';
import { promiseRules } from './promise.js';
/** Every rule that Ninefold brings. */
export const allRules = [
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
//# sourceMappingURL=all.js.map