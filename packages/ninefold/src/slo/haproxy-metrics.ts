import { labels } from './promql.ts';

/**
 * The job under which HAProxy's own exporter is scraped. Every HAProxy that is rendered has a proxy of the
 * same name: nothing else tells the balancers of two services apart in one Prometheus.
 */
export function haproxyJob(service: string): string {
  return `${service}-balancer`;
}

/** The labels of a service's backend, and more. */
export function haproxyBackend(service: string, more: object = {}): string {
  return labels({ job: haproxyJob(service), proxy: 'app-replicas', ...more });
}
