import type {
  BalancerConfig,
  BalancerMessage,
  HttpPlaneConfig,
  ReplicaAddress,
  SliConfig,
  StoreListenerConfig,
} from './message.ts';

/** The message, or why it is none. Never throws. */
export function parseMessage(value: unknown): BalancerMessage | { kind: 'invalid'; text: string } {
  if (isMessage(value)) return value;
  const kind = isRecord(value) ? value['kind'] : undefined;
  return {
    kind: 'invalid',
    text: `not a message: ${typeof kind === 'string' ? kind : typeof value}`,
  };
}

function isMessage(value: unknown): value is BalancerMessage {
  if (!isRecord(value)) return false;
  switch (value['kind']) {
    case 'start':
      return isConfig(value['config']);
    case 'stop':
      return true;
    case 'add-replica':
      return isReplica(value['replica']);
    case 'remove-replica':
    case 'drain-replica':
    case 'restore-replica':
      return isName(value['id']);
    case 'route':
      return (
        isName(value['store']) &&
        isTerm(value['term']) &&
        isName(value['host']) &&
        isPort(value['port'], 1) &&
        (value['leaseTtlMs'] === undefined || isPositive(value['leaseTtlMs'])) &&
        (value['leasedFromMs'] === undefined || isPositive(value['leasedFromMs']))
      );
    case 'renew':
    case 'cut':
      return isName(value['store']) && isTerm(value['term']);
    default:
      return false;
  }
}

function isConfig(value: unknown): value is BalancerConfig {
  return (
    isRecord(value) &&
    (value['host'] === undefined || isName(value['host'])) &&
    (value['http'] === undefined || isHttp(value['http'])) &&
    Array.isArray(value['stores']) &&
    value['stores'].every(isStore)
  );
}

function isHttp(value: unknown): value is HttpPlaneConfig {
  if (!isRecord(value) || !isRecord(value['spec'])) return false;
  const spec = value['spec'];
  const limits = value['limits'] ?? {};
  return (
    isPort(spec['port'], 0) &&
    isPositive(spec['checkEveryMs']) &&
    isPositive(spec['attemptTimeoutMs']) &&
    isPositive(spec['maxAttempts']) &&
    isPositive(spec['maxConnectionsPerReplica']) &&
    (value['policy'] === 'least-loaded' || value['policy'] === 'primary-backup') &&
    // A path goes into a request line as it is.
    typeof value['readyPath'] === 'string' &&
    /^\/[!-~]*$/.test(value['readyPath']) &&
    Array.isArray(value['replicas']) &&
    value['replicas'].every(isReplica) &&
    (value['sli'] === undefined || isSli(value['sli'])) &&
    isRecord(limits) &&
    Object.values(limits).every((limit) => typeof limit === 'number' && limit >= 0)
  );
}

function isSli(value: unknown): value is SliConfig {
  return (
    isRecord(value) &&
    (value['latencyBelowMs'] === undefined || isPositive(value['latencyBelowMs'])) &&
    Array.isArray(value['exceptPaths']) &&
    value['exceptPaths'].every((path) => typeof path === 'string')
  );
}

function isReplica(value: unknown): value is ReplicaAddress {
  return (
    isRecord(value) && isName(value['id']) && isName(value['host']) && isPort(value['port'], 1)
  );
}

function isStore(value: unknown): value is StoreListenerConfig {
  return isRecord(value) && isName(value['store']) && isPort(value['port'], 0);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length < 256;
}

function isTerm(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isPort(value: unknown, least: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value < 65_536;
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && Number.isFinite(value);
}
