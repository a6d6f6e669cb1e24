import type { AnyPolicy } from './policy.ts';

/** The breaker's states as a number, so that a graph can show them. */
const STATES = ['closed', 'recovering', 'half-open', 'open', 'isolated'];

/**
 * Counts the events of guards and writes them, with what `inspect` says, in the Prometheus text
 * format (0.0.4). Labels are the guards' kinds and names, never keys, so their number is fixed.
 */
export class PrometheusMetrics {
  readonly #policies: readonly AnyPolicy[];
  readonly #counts = new Map<string, number>();
  readonly #stops: (() => void)[] = [];

  constructor(...policies: readonly AnyPolicy[]) {
    this.#policies = policies.flatMap((policy) => policy.policies);
    for (const policy of this.#policies) {
      const labels = labelsOf(policy);
      this.#stops.push(
        policy.on(({ type }) => {
          const series = `${labels},event="${escapeLabel(type)}"`;
          this.#counts.set(series, (this.#counts.get(series) ?? 0) + 1);
        }),
      );
    }
  }

  /** The page to answer a scrape with; `content-type: text/plain; version=0.0.4`. */
  render(): string {
    const lines = [
      '# HELP resilience_events_total What guards did, by kind, name and event.',
      '# TYPE resilience_events_total counter',
    ];
    for (const [series, count] of this.#counts)
      lines.push(`resilience_events_total{${series}} ${count}`);
    const gauges = new Map<string, string[]>();
    for (const policy of this.#policies) {
      for (const [fact, value] of Object.entries(policy.inspect())) {
        const number = fact === 'state' ? STATES.indexOf(String(value)) : value;
        if (typeof number !== 'number' || Number.isNaN(number)) continue;
        const name = `resilience_${fact.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
        const samples = gauges.get(name) ?? [];
        samples.push(`${name}{${labelsOf(policy)}} ${numeral(number)}`);
        gauges.set(name, samples);
      }
    }
    for (const [name, samples] of gauges) {
      const help = name === 'resilience_state' ? `: ${STATES.join(', ')} as 0 to 4` : '';
      lines.push(`# HELP ${name} See inspect()${help}.`, `# TYPE ${name} gauge`, ...samples);
    }
    return `${lines.join('\n')}\n`;
  }

  /** Stops listening. */
  stop(): void {
    for (const stop of this.#stops) stop();
  }
}

function labelsOf({ kind, name }: AnyPolicy): string {
  return `kind="${kind}",name="${escapeLabel(name)}"`;
}

function escapeLabel(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}

function numeral(value: number): string {
  if (value === Infinity) return '+Inf';
  return value === -Infinity ? '-Inf' : String(value);
}
