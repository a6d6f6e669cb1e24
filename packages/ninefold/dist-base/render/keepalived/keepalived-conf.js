import { lines, shellWord } from '../config-text.js';
/** VRRP version 3 counts in hundredths of a second. */
const advertiseS = 0.1;
/**
 * `keepalived.conf` of one host: VRRP version 3 between named peers, no preemption, and the address
 * only where HAProxy answers. A host is taken for dead after three missed advertisements and a skew,
 * under 0.4 s. keepalived starts its script once a second at most, so the script itself looks ten times
 * a second and ends when it has seen a dead HAProxy, under 0.6 s (see `renderHealthCheck`).
 */
export function renderKeepalived(plan) {
    const { name, address, peers, rtoReason } = plan;
    return lines(`# keepalived on ${address}. Rendered by Ninefold.`, 'global_defs {', `    router_id ${name}`, '    enable_script_security', `    script_user ${plan.scriptUser}`, `    # ${rtoReason}: version 3 advertises faster than once a second.`, '    vrrp_version 3', '}', '', 'vrrp_script haproxy {', `    script "${plan.healthCommand.map(shellWord).join(' ')}"`, `    # ${rtoReason}: a dead HAProxy gives the address away as soon as the script ends.`, '    interval 1', '    timeout 2', '    fall 1', '    rise 2', '}', '', `vrrp_instance ${name} {`, '    # No master by birth, and none takes the address back: a host that returns does not cut clients.', '    state BACKUP', '    nopreempt', `    interface ${plan.interface}`, `    virtual_router_id ${plan.routerId}`, `    priority ${plan.priority}`, `    # ${rtoReason}: three of these missed, and the address moves (s).`, `    advert_int ${advertiseS}`, '    # Works where multicast is filtered, and takes no advertisement from a stranger.', `    unicast_src_ip ${address}`, '    unicast_peer {', peers.map((peer) => `        ${peer}`), '    }', '    virtual_ipaddress {', `        ${plan.virtualAddress}`, '    }', '    # Switches that missed the first gratuitous ARP hear it again.', '    garp_master_refresh 10', '    track_script {', '        haproxy', '    }', '}');
}
/**
 * The health check of keepalived: asks HAProxy itself on a loopback port, so that a process that is
 * there but hangs counts as dead. It looks for most of a second and fails at the second bad answer in a
 * row. In bash, which has sockets: nothing else needs to be installed.
 */
export function renderHealthCheck(alivePort) {
    return lines('#!/bin/bash', '# Watches HAProxy on this host for most of a second: 0 while it answers. Rendered by Ninefold.', 'answers() {', '  local status', `  { exec 3<>/dev/tcp/127.0.0.1/${alivePort}; } 2>/dev/null || return 1`, "  printf 'GET /alive HTTP/1.0\\r\\n\\r\\n' >&3", '  IFS= read -r -t 0.5 status <&3', '  exec 3>&-', '  [[ $status == "HTTP/"*" 200"* ]]', '}', 'bad=0', 'for _ in 1 2 3 4 5 6 7; do', '  if answers; then bad=0; else bad=$((bad + 1)); fi', '  ((bad < 2)) || exit 1', '  sleep 0.1', 'done', 'exit 0');
}
//# sourceMappingURL=keepalived-conf.js.map