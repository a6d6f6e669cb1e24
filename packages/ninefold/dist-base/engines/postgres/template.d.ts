import type { OperatingUser } from './operating-user.ts';
import type { Programs } from './programs.ts';
import { type StoreSettings } from './settings.ts';
/** A data directory to copy members from, and the passwords of its roles. */
export interface Template {
    readonly dataDirectory: string;
    readonly passwords: Passwords;
}
export interface Passwords {
    readonly agent: string;
    readonly replicator: string;
    readonly app: string;
}
/**
 * A primed template: initialised, started once in single-user mode with its final settings (else a
 * standby made from it would stop at once, since the control file still has the defaults), given its
 * roles, its database and a slot for each member, and stopped cleanly. Made once for each combination of
 * settings (about 1 s) and kept in the cache; a copy takes a tenth of a second.
 *
 * @throws EnvironmentError with the program's last words when PostgreSQL can't be initialised
 */
export declare function primedTemplate(cache: string, programs: Programs, user: OperatingUser, settings: StoreSettings): Promise<Template>;
//# sourceMappingURL=template.d.ts.map