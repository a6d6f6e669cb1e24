import { createEtcdMember, isEtcdHealthy } from '../../engines/etcd/etcd-member.js';
import { renderEtcd } from '../../render/etcd/etcd-config.js';
import { createRestartingMember } from '../../supervisor/restarting-member.js';
import { lifecycleOf } from '../lifecycle.js';
import { settleAll } from '../settle-all.js';
import { storeProgramsOf } from './engine-programs.js';
import { machine } from './machine.js';
/** The least that outlives the loss of one. */
const MEMBERS = 3;
const CLIENT_PORT = 2379;
const PEER_PORT = 2380;
/** Hosts for etcd, nothing on them yet: who uses it must know where it will be. */
export async function placeEtcd(surroundings) {
    const places = [];
    for (let index = 0; index < MEMBERS; index++) {
        const host = await surroundings.addHost(`etcd[${index}]`);
        const files = surroundings.filesOf(host);
        const member = {
            name: `etcd${index}`,
            address: host.address,
            clientPort: await surroundings.portFor(CLIENT_PORT),
            peerPort: await surroundings.portFor(PEER_PORT),
            dataDirectory: files.path('data'),
        };
        places.push({ member, files, host });
    }
    return places;
}
/**
 * @param guards the script that runs beside a member, by the name of what it guards
 */
export function createEtcdCluster(places, guards, surroundings) {
    const { clock, programs, user, network, tell, service, rtoReason } = surroundings;
    const plan = { cluster: service, members: places.map(({ member }) => member), rtoReason };
    const restarting = new Map();
    const members = places.map(({ host, files, member }) => {
        const { name } = host;
        const etcd = createEtcdMember({
            name,
            start: (command) => host.start({ ...command, ...user.asMember }),
            program: storeProgramsOf(programs).etcd,
            configFile: files.write('etcd.yaml', renderEtcd(plan, member)),
            directory: files.directory,
            address: host.address,
            clientPort: member.clientPort,
            clock,
            ...lifecycleOf(name, 'etcd', tell),
        });
        restarting.set(name, etcd);
        const running = [...guards].flatMap(([store, render]) => {
            const script = render(member);
            if (script === undefined)
                return [];
            const guardName = `${name} guard of ${store}`;
            const path = files.write(`guard-${store}.sh`, script, 0o700);
            const guard = createRestartingMember({
                name: guardName,
                clock,
                start: () => host.start({
                    member: guardName,
                    file: '/bin/bash',
                    args: [path],
                    cwd: files.directory,
                    environment: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
                    ...user.asMember,
                }),
                // It has nobody to answer to: once started it guards.
                ready: () => Promise.resolve(),
            });
            restarting.set(guardName, guard);
            return [guard];
        });
        return machine({ kind: 'etcd', host, network, programs: [etcd, ...running] });
    });
    return {
        members,
        restarting,
        async begin(signal) {
            await settleAll([...restarting.values()].map((one) => one.begin(signal)));
        },
        async isWhole() {
            const answers = places.map(({ member }) => isEtcdHealthy(member.address, member.clientPort));
            return (await Promise.all(answers)).every(Boolean);
        },
    };
}
//# sourceMappingURL=etcd-cluster.js.map