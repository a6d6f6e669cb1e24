/**
 * The faults, in the order of the table, in groups that share one boot. `own`: what Ninefold's own
 * failover is broken by in their place; absent where it has no such part.
 */
export const groups = [
  [
    { fault: 'kill store primary postgres', own: 'kill store primary' },
    { fault: 'kill store primary patroni' },
    { fault: 'kill store primary' },
  ],
  [
    { fault: 'freeze store primary for 60s', own: 'freeze store primary for 60s' },
    { fault: 'partition store primary from etcd for 45s' },
  ],
  [
    { fault: 'partition store primary for 45s', own: 'partition store primary for 45s' },
    {
      fault: 'partition store primary from standbys for 45s',
      own: 'partition store replication for 45s',
    },
    { fault: 'partition store primary from clients for 20s' },
  ],
  // Clients still reach it.
  [{ fault: 'partition store primary from etcd and standbys for 45s' }],
  [
    { fault: 'kill etcd' },
    { fault: 'kill balancer' },
    { fault: 'switchover store', own: 'switchover store' },
  ],
  [{ fault: 'rolling restart store' }],
];
