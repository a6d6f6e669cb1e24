import { execLine, renderUnit, unitWord } from './units.js';
/**
 * One replica of the app. Addresses of stores hold passwords, so they are not in the unit but in
 * `/etc/<service>/secrets.env`: `ORDERS_URL` for a store named orders.
 */
export function renderAppUnit({ service, stores }, app, port) {
    const urls = stores.map(({ name }) => `${name.toUpperCase()}_URL`);
    return renderUnit({
        description: `${service}, a replica`,
        unit: ['After=network-online.target', 'Wants=network-online.target', 'StartLimitIntervalSec=0'],
        service: [
            `User=${service}`,
            `WorkingDirectory=/srv/${service}`,
            `Environment=PORT=${port}`,
            ...Object.entries(app.environment).map(([name, value]) => `Environment=${unitWord(`${name}=${value}`)}`),
            ...(urls.length === 0
                ? []
                : [
                    `# ${urls.join(', ')}: with passwords, so readable by root only.`,
                    `EnvironmentFile=/etc/${service}/secrets.env`,
                ]),
            `ExecStart=${execLine(app.run)}`,
            '# app.stopTimeout: from SIGTERM to SIGKILL.',
            `TimeoutStopSec=${Math.ceil(app.stopTimeoutMs / 1000)}`,
            '# promise.availability: a replica that dies is back at once.',
            'Restart=always',
            'RestartSec=100ms',
        ],
        wantedBy: 'multi-user.target',
    });
}
//# sourceMappingURL=app-unit.js.map