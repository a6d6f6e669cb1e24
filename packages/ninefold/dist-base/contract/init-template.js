/**
 * The commented `ninefold.yaml` that `ninefold init` writes: it parses as it is, and each choice has
 * a line that explains it. What is commented out shows its default, or an example.
 *
 * @param serviceName a name as the contract takes it; another is turned into one that is near
 */
export function initTemplate(serviceName) {
    return `# yaml-language-server: $schema=./node_modules/ninefold/schema.json
# What this service promises, what runs, and how the promise is proved: npx ninefold prove

service: ${usableName(serviceName)}

# The promise. A broken one makes "ninefold prove" exit with 1.
promise:
  availability: 99.9%        # share of operations that end ok, while things break
  # availability: { objective: 99.95%, agreement: 99.9%, window: 30d }   # SLO, SLA, budget window
  # latency: { objective: 99%, below: 300ms }   # share of operations that end ok in time
  rto: 5s                    # recovery time objective: from a fault to service restored
  rpo: 0                     # recovery point objective: 0, no acknowledged write may be lost

# How the parts stand in for each other: active-passive, active-active or multi-region.
topology: active-active
# regions: [eu, us]          # only for multi-region

# Your service, in any language. Each replica gets PORT; for a store named orders ORDERS_URL, and
# DATABASE_URL if it is the only store; NINEFOLD_REPLICA (from 0) and NINEFOLD_REGION.
app:
  run: [node, server.js]     # an argument array; no shell splits it
  replicas: 3                # all of them take traffic
  health: { live: /health/live, ready: /health/ready }   # ready is asked over HTTP; 2xx is yes
  # environment: { LOG_LEVEL: info }
  # startTimeout: 15s        # until ready
  # stopTimeout: 10s         # from SIGTERM to SIGKILL

# Databases by name, each a real PostgreSQL: one primary, the others standbys.
stores:
  orders:
    engine: postgres
    members: 3
    # replication: synchronous   # the default when rpo is 0: a standby has it before the client knows
    # failover: { heartbeat: 100ms, deadline: 300ms }   # silent for so long is failed

# Where clients connect.
# balancer: { port: 8080, checkEvery: 200ms, attemptTimeout: 2s, maxAttempts: 3 }

# How a client writes something and finds it again; {{id}} is the id of the write.
workload:
  rate: 200/s                # offered whether the service keeps up or not
  # arrivals: poisson        # by chance, as independent users arrive; the default is fixed
  # timeout: 5s              # after that the outcome of an operation is unknown
  write: { method: POST, path: /orders, json: { id: "{{id}}" }, acknowledged: [200, 201] }
  read: { method: GET, path: "/orders/{{id}}", present: [200], absent: [404] }
  # Without an app, rows are written straight into a store instead: workload: { store: orders }

# How often one host fails, which the verdict on availability assumes; and what the service depends on
# (for planning; prove does not use it).
# calls:
#   payment-api: { availability: 99.9%, timeout: 2s, attempts: 3 }
# assumptions: { host: { mtbf: 720h, mttr: 30m } }

# The experiment. Each fault is tried this often; more trials give more confidence.
proof:
  trials: 3
  # recoveryTimeout: 20s     # a trial that has not recovered by then has failed
  # seed: 1                  # the same seed makes the same choices
  faults:
    - kill store primary
    - freeze store primary
    - kill app
    - rolling restart
    # - switchover store
    # - partition store primary for 2s
    # - delay app by 500ms for 2s
    # - drop app at 10% for 2s
    # - throttle app to 64KB/s for 2s
    # - delay store replication by 2s for 2s, then wait 300ms, then kill store primary
`;
}
function usableName(name) {
    const plain = name
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '-')
        .replace(/^[^a-z]+/, '')
        .slice(0, 63)
        .replace(/-+$/, '');
    // YAML reads some words as no text at all.
    return plain === '' || ['null', 'true', 'false'].includes(plain) ? 'my-service' : plain;
}
//# sourceMappingURL=init-template.js.map