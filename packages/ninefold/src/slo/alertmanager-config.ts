import { stringify } from 'yaml';
import type { AlertLinks } from '../contract/slo-section.ts';
import { WATCHDOG } from './watchdog-alert.ts';

/**
 * `alertmanager.yml` for Alertmanager 0.25 or later: pages at once, tickets in bundles; a page silences
 * the ticket of the same thing, and a lost region all that is told of it. The watchdog is a signal of life,
 * sent every minute to a receiver of its own, which is silent when nobody listens.
 */
export function alertmanagerConfig({ page, ticket, watchdog }: AlertLinks): string {
  const text = stringify({
    route: {
      receiver: 'ticket',
      group_by: ['alertname', 'service', 'slo', 'store', 'log', 'region'],
      group_wait: '1m',
      group_interval: '30m',
      repeat_interval: '3d',
      routes: [
        {
          receiver: 'watchdog',
          matchers: [`alertname="${WATCHDOG}"`],
          group_wait: '0s',
          group_interval: '1m',
          repeat_interval: '1m',
        },
        {
          receiver: 'page',
          matchers: ['severity="page"'],
          group_wait: '10s',
          group_interval: '1m',
          repeat_interval: '1h',
        },
      ],
    },
    receivers: [receiver('page', page), receiver('ticket', ticket), receiver('watchdog', watchdog)],
    inhibit_rules: [
      // The pace of a page is that of its ticket too.
      {
        source_matchers: ['severity="page"', 'slo!=""'],
        target_matchers: ['severity="ticket"'],
        equal: ['service', 'slo'],
      },
      {
        source_matchers: ['severity="page"', 'slo=""'],
        target_matchers: ['severity="ticket"'],
        equal: ['alertname', 'service', 'slo', 'store', 'log', 'instance', 'region'],
      },
      // Whatever fails in a region that is lost, fails for that reason.
      {
        source_matchers: ['alertname="RegionLost"'],
        target_matchers: ['alertname!="RegionLost"', 'region!=""'],
        equal: ['region'],
      },
    ],
  });
  return `# Rendered by Ninefold from the contract: change that, and render again.\n${text}`;
}

function receiver(name: string, url: string | undefined): object {
  return url === undefined ? { name } : { name, webhook_configs: [{ url, send_resolved: true }] };
}
