import { renderHaproxyTarget } from './haproxy/target.ts';
import { renderKeepalivedTarget } from './keepalived/target.ts';
import { renderPatroniTarget } from './patroni/target.ts';
import type { Target } from './rendered.ts';
import { renderSystemdTarget } from './systemd/target.ts';

/** What `ninefold render --target` knows, by name: a line here is all that a new target needs. */
export const targets: Readonly<Record<string, Target>> = {
  patroni: renderPatroniTarget,
  haproxy: renderHaproxyTarget,
  keepalived: renderKeepalivedTarget,
  systemd: renderSystemdTarget,
};
