import { join } from 'node:path';
import { cacheDirectory, removeStaleDrafts } from '../engines/postgres/cache-directory.js';
import { operatingUser } from '../engines/postgres/operating-user.js';
import { PostgresMember } from '../engines/postgres/postgres-member.js';
import { locatePrograms } from '../engines/postgres/programs.js';
import { primedTemplate } from '../engines/postgres/template.js';
import { createFailoverAgent } from '../failover/agent.js';
import { failoverConfig } from '../failover/decide/config.js';
import { leaseFile } from '../failover/lease-file.js';
import { settleAll } from './settle-all.js';
import { agentAddress, postgresStoreMember } from './postgres-store-member.js';
/**
 * Starts the servers of a store: the first as primary, the others streaming from it.
 *
 * @throws EnvironmentError when one can't start
 */
export async function startServers(spec, surroundings, signal) {
    const { supervisor, network, clock, ports } = surroundings;
    const settings = {
        database: spec.name,
        members: spec.members,
        synchronous: spec.replication === 'synchronous',
    };
    const user = operatingUser();
    const cache = cacheDirectory();
    removeStaleDrafts(cache, clock.wallMs());
    const programs = locatePrograms(cache);
    const template = await primedTemplate(cache, programs, user, settings);
    signal.throwIfAborted();
    const members = [];
    for (let index = 0; index < spec.members; index++) {
        const port = await ports.next();
        const reachAt = await agentAddress(network, {
            name: `${spec.name}[${index}]`,
            host: '127.0.0.1',
            port,
        });
        members.push(new PostgresMember({
            store: spec.name,
            index,
            port,
            reachAt,
            ...(surroundings.boundBytes === undefined ? {} : { boundBytes: surroundings.boundBytes }),
            settings,
            template,
            programs,
            user,
            supervisor,
            clock,
        }));
    }
    await settleAll(members.map((member) => member.create()));
    signal.throwIfAborted();
    const [primary] = members;
    if (!primary)
        throw new RangeError('a store has a member');
    await settleAll(members.map(async (member) => {
        if (member === primary)
            await member.start({ role: 'primary' });
        else {
            const upstream = await network.connect(member.name, primary.name, primary);
            await member.start({ role: 'standby', upstream });
        }
        await member.ready(signal);
    }));
    return { spec, members, engineVersion: programs.version };
}
/** Puts the failover agent over servers that run; it adopts the primary and routes the doors. */
export function failOver(servers, doors, surroundings) {
    const { supervisor, network, clock, onEvent, onFailure } = surroundings;
    const { spec, members, engineVersion } = servers;
    const config = failoverConfig({
        members: spec.members,
        doors: doors.length,
        synchronousStandbys: spec.replication === 'synchronous' ? 1 : 0,
        heartbeatMs: spec.failover.heartbeatMs,
        deadlineMs: spec.failover.deadlineMs,
    });
    const storeMembers = members.map((member) => postgresStoreMember(member, members, {
        network,
        clock,
        config,
        onStarted: () => {
            onEvent({
                atMs: clock.monotonicMs(),
                kind: 'started',
                member: member.name,
                text: 'PostgreSQL started',
            });
        },
    }));
    const agent = createFailoverAgent({
        store: spec.name,
        config,
        members: storeMembers,
        doors,
        lease: leaseFile(join(supervisor.runDirectory, `${spec.name}.lease.json`)),
        clock,
        onEvent,
        onFailure,
        onGrant: (member, term) => {
            onEvent({
                atMs: clock.monotonicMs(),
                kind: 'granted',
                member: members[member]?.name ?? spec.name,
                term,
                text: `granted term ${term}`,
            });
        },
    });
    agent.start();
    return {
        spec,
        members,
        agent,
        engineVersion,
        close() {
            agent.close();
            for (const member of members)
                member.closeSession();
        },
    };
}
//# sourceMappingURL=running-store.js.map