/** The one interface of a host. */
export const HOST_INTERFACE = 'eth0';
/**
 * What nft(8) is to load in a host so that these cuts, and no others, are in force. Both directions
 * are cut in the one host, so that an edge is broken when either of its ends is.
 */
export function firewallOf(cuts) {
    const whole = cuts.some(({ peers, fault }) => peers === 'everyone' && fault.kind === 'partition');
    const rules = (side) => cuts.map((cut) => `    ${matchOf(cut, side)}${verdictOf(cut.fault)}\n`).join('');
    return [
        'table inet ninefold\ndelete table inet ninefold\n',
        'table netdev ninefold\ndelete table netdev ninefold\n',
        cuts.length === 0
            ? ''
            : `table inet ninefold {
  chain in {
    type filter hook input priority filter;
    iifname "lo" accept
${rules('saddr')}  }
  chain out {
    type filter hook output priority filter;
    oifname "lo" accept
${rules('daddr')}  }
}
`,
        whole
            ? `table netdev ninefold {
  chain in { type filter hook ingress device "${HOST_INTERFACE}" priority filter; policy drop; }
  chain out { type filter hook egress device "${HOST_INTERFACE}" priority filter; policy drop; }
}
`
            : '',
    ].join('');
}
function matchOf({ peers }, side) {
    return peers === 'everyone' ? '' : `ip ${side} { ${peers.join(', ')} } `;
}
function verdictOf(fault) {
    switch (fault.kind) {
        case 'partition':
            return 'drop';
        case 'reset':
            return 'meta l4proto tcp reject with tcp reset';
        case 'drop':
            return `numgen random mod 10000 < ${Math.round(fault.ratio * 10_000)} drop`;
        case 'throttle':
            return `limit rate over ${Math.max(1, Math.round(fault.bytesPerSecond))} bytes/second drop`;
    }
}
//# sourceMappingURL=firewall.js.map