// The real engines that `npm test` runs against, from Debian's packages. As root on Debian what is
// missing is installed, without starting any service; elsewhere the suites that need it are skipped
// by name, which in CI is a failure.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Debian package → a file that is there when it is installed. */
const PACKAGES = {
  'postgresql-15': '/usr/lib/postgresql/15/bin/postgres',
  'etcd-server': '/usr/bin/etcd',
  'etcd-client': '/usr/bin/etcdctl',
  curl: '/usr/bin/curl',
  'redis-server': '/usr/bin/redis-server',
  haproxy: '/usr/sbin/haproxy',
  keepalived: '/usr/sbin/keepalived',
  patroni: '/usr/bin/patroni',
  pgbackrest: '/usr/bin/pgbackrest',
  'python3-venv': '/usr/share/doc/python3-venv',
  kcat: '/usr/bin/kcat',
  prometheus: '/usr/bin/prometheus',
  'prometheus-alertmanager': '/usr/bin/prometheus-alertmanager',
  'prometheus-blackbox-exporter': '/usr/bin/prometheus-blackbox-exporter',
  'prometheus-postgres-exporter': '/usr/bin/prometheus-postgres-exporter',
  nftables: '/usr/sbin/nft',
  iproute2: '/usr/sbin/ip',
  openssl: '/usr/bin/openssl',
  chromium: '/usr/bin/chromium',
};

const POLICY = '/usr/sbin/policy-rc.d';
const CREATE_CLUSTER = '/etc/postgresql-common/createcluster.conf';

/** Patroni from PyPI, in an environment of its own where Ninefold looks for it. */
const PATRONI = ['patroni[etcd3]==4.1.5', 'psycopg[binary]==3.3.9'];
const PATRONI_HOME = join(process.env.NINEFOLD_CACHE ?? '/var/cache/ninefold', 'patroni-4.1.5');

export function installEngines() {
  installPackages();
  installPatroni();
}

function installPatroni() {
  if (existsSync(join(PATRONI_HOME, 'bin/patroni')) || !canInstall()) return;
  console.error('Installing Patroni from PyPI (once) …');
  // Debian's Python, which `python3-venv` belongs to, whichever else stands first in PATH.
  for (const [file, args] of [
    ['/usr/bin/python3', ['-m', 'venv', PATRONI_HOME]],
    [
      join(PATRONI_HOME, 'bin/pip'),
      ['install', '--quiet', '--disable-pip-version-check', ...PATRONI],
    ],
  ]) {
    const { status, stderr } = spawnSync(file, args, { encoding: 'utf8' });
    if (status === 0) continue;
    // Half of it would look like all of it.
    rmSync(PATRONI_HOME, { recursive: true, force: true });
    console.error(
      `Patroni could not be installed, and the suites that need it are skipped:\n${stderr}`,
    );
    return;
  }
}

function installPackages() {
  const missing = Object.keys(PACKAGES).filter((name) => !existsSync(PACKAGES[name]));
  if (missing.length === 0) return;
  if (!canInstall()) {
    console.error(
      `Not installed, and the suites that need them are skipped: ${missing.join(', ')}`,
    );
    return;
  }
  console.error(`Installing ${missing.join(', ')} (once) …`);
  // A package must not start a server, nor make a cluster, on a machine that only runs tests.
  const ownPolicy = !existsSync(POLICY);
  if (ownPolicy) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    if (!existsSync(CREATE_CLUSTER)) {
      mkdirSync(dirname(CREATE_CLUSTER), { recursive: true });
      writeFileSync(CREATE_CLUSTER, 'create_main_cluster = false\n');
    }
    const keep = ['-o', 'Dpkg::Options::=--force-confold', '-o', 'Dpkg::Use-Pty=0'];
    aptGet(['update', '-qq']);
    aptGet(['install', '-y', '-qq', '--no-install-recommends', ...keep, ...missing]);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 3;
  } finally {
    if (ownPolicy) rmSync(POLICY, { force: true });
  }
  if (process.exitCode === 3) process.exit();
}

function aptGet(args) {
  const { status, stderr } = spawnSync('apt-get', args, {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) throw new Error(`apt-get ${args[0]} failed:\n${stderr}`);
}

function canInstall() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  return /^VERSION_CODENAME=bookworm$/m.test(readFileSync('/etc/os-release', 'utf8'));
}
