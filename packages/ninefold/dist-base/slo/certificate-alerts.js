import { labels } from './promql.js';
import { engineAlert, minuteMs } from './engine-alert.js';
const dayS = 86_400;
/** By blackbox_exporter: `probe_ssl_earliest_cert_expiry` of targets with the service as label. */
export function certificateAlerts({ service }) {
    const left = `min by (instance) (probe_ssl_earliest_cert_expiry${labels({ service })}) - time()`;
    const alert = (severity, days) => engineAlert({
        name: 'CertificateExpires',
        severity,
        expr: `${left} < ${days * dayS}`,
        forMs: 60 * minuteMs,
        labels: { service },
        subject: service,
        summary: `{{ $labels.instance }}: a certificate expires in {{ $value | humanizeDuration }}`,
        means: `A certificate of the chain expires within ${days} days: its renewal has failed.`,
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
    return [alert('page', 3), alert('ticket', 21)];
}
//# sourceMappingURL=certificate-alerts.js.map