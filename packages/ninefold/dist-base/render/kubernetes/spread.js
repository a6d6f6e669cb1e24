/**
 * Spread over zones and nodes, never by anti-affinity: a rule of anti-affinity that is required leaves
 * a rolling update without a node for the new pod. A zone or node that is tainted, as a lost one is,
 * does not count (`nodeTaintsPolicy: Honor`), so what was lost is replaced in those that are left.
 * Zones and nodes are never both demanded: zones of unequal size could not satisfy them.
 */
export function spreadOf({ labels, zones, overNodes, byVersion, }) {
    const common = {
        maxSkew: 1,
        labelSelector: { matchLabels: { ...labels } },
        nodeTaintsPolicy: 'Honor',
        ...(byVersion === true ? { matchLabelKeys: ['pod-template-hash'] } : {}),
    };
    const isDemanded = zones !== undefined && zones > 1;
    return [
        {
            topologyKey: 'topology.kubernetes.io/zone',
            whenUnsatisfiable: isDemanded ? 'DoNotSchedule' : 'ScheduleAnyway',
            ...common,
        },
        {
            topologyKey: 'kubernetes.io/hostname',
            whenUnsatisfiable: overNodes && !isDemanded ? 'DoNotSchedule' : 'ScheduleAnyway',
            ...common,
        },
    ];
}
//# sourceMappingURL=spread.js.map