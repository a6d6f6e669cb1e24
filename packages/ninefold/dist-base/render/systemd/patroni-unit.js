import { execLine, renderUnit } from './units.js';
/**
 * Patroni as a systemd service. A Patroni that dies is started again a second later: it finds itself
 * still the leader, and hands over or goes on, long before its lease is over.
 *
 * @param program Patroni, absolute: of a virtual environment, or `/usr/bin/patroni`
 */
export function renderPatroniUnit(cluster, member, { program, configFile, secretsFile }) {
    const { reasons, watchdog } = cluster;
    return renderUnit({
        description: `Patroni, PostgreSQL cluster ${cluster.scope}, member ${member.name}`,
        unit: [
            'After=network-online.target',
            'Wants=network-online.target',
            '# Tries to start for ever: a limit would leave a member down after a bad quarter of a minute.',
            'StartLimitIntervalSec=0',
        ],
        service: [
            'User=postgres',
            'Group=postgres',
            '# Passwords; readable by root only.',
            `EnvironmentFile=${secretsFile}`,
            ...(watchdog === 'off'
                ? []
                : [
                    '# The watchdog is for Patroni alone.',
                    'ExecStartPre=+-/sbin/modprobe softdog',
                    'ExecStartPre=+-/bin/chown postgres /dev/watchdog',
                ]),
            `ExecStart=${execLine([program, configFile])}`,
            'ExecReload=/bin/kill -HUP $MAINPID',
            '# PostgreSQL outlives a Patroni that dies: the next one takes it over as it is.',
            'KillMode=process',
            'TimeoutStopSec=60',
            `# ${reasons.rto}: the time until a killed Patroni is there again counts.`,
            'Restart=always',
            'RestartSec=1',
            '# The last process that the kernel kills for want of memory.',
            'OOMScoreAdjust=-900',
        ],
        wantedBy: 'multi-user.target',
    });
}
//# sourceMappingURL=patroni-unit.js.map