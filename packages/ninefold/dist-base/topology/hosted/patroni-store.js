import { join } from 'node:path';
import { mkdirSync, realpathSync } from 'node:fs';
import { createPatroniMember } from '../../engines/patroni/patroni-member.js';
import { until } from '../../clock/until.js';
import { readVersions, restartPostgres, switchover, } from '../../engines/patroni/rest-api.js';
import { DeadlineError, EnvironmentError } from '../../ports/errors.js';
import { renderPatroniYaml } from '../../render/patroni/patroni-yaml.js';
import { renderPostBootstrap } from '../../render/patroni/post-bootstrap.js';
import { lifecycleOf } from '../lifecycle.js';
import { settleAll } from '../settle-all.js';
import { storeProgramsOf } from './engine-programs.js';
import { hasWatchdog } from './cluster-plan.js';
import { machine } from './machine.js';
import { watchPatroni } from './patroni-sight.js';
import { storePasswords } from './passwords.js';
import { makeWatchdogDevice, openWatchdogDevice, watchWatchdog, } from './watchdog.js';
const POSTGRES_PORT = 5432;
/** `initdb`, and a base backup for each standby, on a busy machine (ms). */
const WHOLE_WITHIN_MS = 120_000;
const REST_PORT = 8008;
/** Hosts for the members of a store, nothing on them yet. */
export async function placePatroni(spec, surroundings) {
    const { user } = surroundings;
    const programs = storeProgramsOf(surroundings.programs);
    const places = [];
    for (let index = 0; index < spec.members; index++) {
        const host = await surroundings.addHost(`${spec.name}[${index}]`);
        const files = surroundings.filesOf(host);
        const socketDirectory = files.path('run');
        mkdirSync(socketDirectory, { mode: 0o700 });
        user.own(socketDirectory);
        const member = {
            name: `${spec.name}-${index}`,
            address: host.address,
            postgresPort: await surroundings.portFor(POSTGRES_PORT),
            restPort: await surroundings.portFor(REST_PORT),
            dataDirectory: files.path('data'),
            binDirectory: programs.postgresDirectory,
            passFile: files.path('pgpass'),
            socketDirectory,
            ...(hasWatchdog(spec) ? { watchdogDevice: await makeWatchdogDevice(files, user) } : {}),
        };
        places.push({ member, files, host });
    }
    return places;
}
/** @param cluster everything but where the script for a new cluster is, which this writes */
export function createPatroniStore(spec, places, etcd, clusterPlan, surroundings) {
    const { clock, user, network, tell } = surroundings;
    const programs = storeProgramsOf(surroundings.programs);
    const passwords = storePasswords();
    const postgres = realpathSync(join(programs.postgresDirectory, 'postgres'));
    const endpoints = places.map(({ member }) => ({
        address: member.address,
        port: member.restPort,
        login: { user: passwords.restUser, password: passwords.rest },
    }));
    const restarting = new Map();
    for (const { host, files, member } of places) {
        const postBootstrap = files.path('post-bootstrap.sh');
        const cluster = { ...clusterPlan, postBootstrap };
        files.write('post-bootstrap.sh', renderPostBootstrap(cluster), 0o700);
        restarting.set(host.name, createPatroniMember({
            name: host.name,
            start: (command) => host.start(command),
            command: programs.patroni.command,
            postgres,
            ...user.asMember,
            configFile: files.write('patroni.yaml', renderPatroniYaml(cluster, member)),
            environment: environmentOf(passwords),
            directory: files.directory,
            endpoint: { address: member.address, port: member.restPort },
            clock,
            ...lifecycleOf(host.name, 'Patroni', tell),
        }));
    }
    const members = places.map(({ host, member }, index) => ({
        name: host.name,
        index,
        get process() {
            return restarting.get(host.name)?.process;
        },
        boundedDirectory: undefined,
        // Through the socket, which no fault of the network reaches.
        login: () => ({
            host: member.socketDirectory,
            port: member.postgresPort,
            user: 'postgres',
            password: passwords.superuser,
            database: spec.name,
        }),
    }));
    const sight = watchPatroni({
        scope: clusterPlan.scope,
        members: places.map(({ host, member }) => ({ name: host.name, patroniName: member.name })),
        endpoints,
        etcd: etcd.map(({ member }) => ({ address: member.address, port: member.clientPort })),
        synchronousStandbys: clusterPlan.synchronousStandbys,
        clock,
        tell,
        onGrant: surroundings.onGrant,
    });
    const watchdogs = new Map();
    for (const { host, member } of places) {
        if (member.watchdogDevice === undefined)
            continue;
        const device = openWatchdogDevice(member.watchdogDevice);
        const watchdog = watchWatchdog({
            read: device.read,
            clock,
            onBite: () => {
                tell('note', host.name, 'the watchdog reset the host');
                // Whatever could not be ended is told by what it still does.
                restarting
                    .get(host.name)
                    ?.process?.kill()
                    .catch(() => undefined);
            },
        });
        watchdogs.set(host.name, {
            ...watchdog,
            close() {
                watchdog.close();
                device.close();
            },
        });
    }
    let engineVersion = 'unknown';
    const held = (index) => restarting.get(members[index]?.name ?? '');
    return {
        spec,
        members,
        machines: places.map(({ host }) => {
            const program = restarting.get(host.name);
            if (!program)
                throw new RangeError(`no member ${host.name}`);
            const watchdog = watchdogs.get(host.name);
            return machine({
                kind: 'store',
                host,
                network,
                programs: [program],
                parts: { postgres: { executable: postgres }, patroni: program },
                ...(watchdog ? { watchdog } : {}),
            });
        }),
        restarting,
        appLogin: { user: 'app', password: passwords.app, database: spec.name },
        sight,
        get engineVersion() {
            return engineVersion;
        },
        async begin(signal) {
            await settleAll([...restarting.values()].map((one) => one.begin(signal)));
            sight.begin();
            await until(`${spec.name} to be whole`, () => sight.missing() === undefined, {
                clock,
                withinMs: WHOLE_WITHIN_MS,
                everyMs: 20,
                signal,
            }).catch((error) => {
                throw error instanceof DeadlineError
                    ? new DeadlineError(`waited ${WHOLE_WITHIN_MS} ms for ${sight.missing() ?? spec.name}`)
                    : error;
            });
            const [first] = endpoints;
            if (first)
                engineVersion = await readVersions(first);
        },
        agent: {
            async switchover() {
                const leader = sight.primary();
                const place = leader && places[leader.member];
                const endpoint = leader && endpoints[leader.member];
                if (!place || !endpoint)
                    throw new EnvironmentError('there is no primary to hand over from');
                await switchover(endpoint, place.member.name);
            },
            async restart(index) {
                const endpoint = endpoints[index];
                if (!endpoint)
                    throw new RangeError(`no member ${index}`);
                await restartPostgres(endpoint);
            },
            primary: () => sight.primary(),
            hold: (index) => held(index)?.hold(),
            release: (index) => held(index)?.release(),
            isWhole: () => [...restarting.values()].every((one) => one.isReady) && sight.missing() === undefined,
        },
        close() {
            sight.close();
            for (const watchdog of watchdogs.values())
                watchdog.close();
        },
    };
}
function environmentOf(passwords) {
    return {
        PATRONI_SUPERUSER_PASSWORD: passwords.superuser,
        PATRONI_REPLICATION_PASSWORD: passwords.replication,
        PATRONI_REWIND_PASSWORD: passwords.rewind,
        PATRONI_RESTAPI_USERNAME: passwords.restUser,
        PATRONI_RESTAPI_PASSWORD: passwords.rest,
        NINEFOLD_SERVICE_PASSWORD: passwords.app,
    };
}
//# sourceMappingURL=patroni-store.js.map