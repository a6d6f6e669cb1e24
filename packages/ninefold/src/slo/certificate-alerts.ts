import type { Contract } from '../contract/contract.ts';
import type { Alert } from './alert.ts';
import { labels } from './promql.ts';
import { engineAlert, minuteMs } from './engine-alert.ts';

const dayS = 86_400;

/**
 * By blackbox_exporter: `probe_ssl_earliest_cert_expiry` of targets with the service as label. It has none of
 * a probe that fails, as it does from the instant a certificate expires: what was last seen holds for a day,
 * and for a week it is told that nobody looks any more. What was never probed may have no certificate.
 */
export function certificateAlerts({ service }: Contract): readonly Alert[] {
  const expiry = `probe_ssl_earliest_cert_expiry${labels({ service })}`;
  const left = (lastSeenIn: string): string =>
    `min by (instance) (last_over_time(${expiry}[${lastSeenIn}])) - time()`;
  const unseen = `\nor (${left('7d')} unless on (instance) ${expiry})`;
  const alert = (severity: 'page' | 'ticket', days: number, or: string): Alert =>
    engineAlert({
      name: 'CertificateExpires',
      severity,
      expr: `${left('1d')} < ${days * dayS}${or}`,
      forMs: 60 * minuteMs,
      labels: { service },
      subject: service,
      summary: `{{ $labels.instance }}: a certificate expires in {{ $value | humanizeDuration }}, as it was last seen`,
      means: `A certificate of the chain expires within ${days} days: its renewal has failed.${or === '' ? '' : ' Or it was probed within a week and is not now: the probe fails, or the exporter is away.'}`,
      clients: 'Nothing yet. At that instant, every connection over TLS fails.',
      confirm: [
        {
          say: 'What clients are shown:',
          run: [
            'openssl s_client -connect HOST:443 -servername HOST </dev/null | openssl x509 -noout -dates -issuer',
          ],
        },
      ],
      mend: [{ say: 'Renew it, reload what serves it, and find out why nothing did by itself.' }],
      failover: [{ say: 'Never for this: the other side has the same certificate.' }],
    });
  return [alert('page', 3, ''), alert('ticket', 21, unseen)];
}
