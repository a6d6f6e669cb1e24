import { fileURLToPath } from 'node:url';

/**
 * Path of the program to spawn as the balancer: `spawn(process.execPath, [balancerEntry()], {
 * stdio: ['ignore', log, log, 'ipc'] })`. Run from source, it is the built one.
 */
export function balancerEntry(): string {
  const here = fileURLToPath(new URL('.', import.meta.url));
  return here.replace(/([\\/])src([\\/]engines[\\/]balancer[\\/])$/, '$1dist$2') + 'process.js';
}
