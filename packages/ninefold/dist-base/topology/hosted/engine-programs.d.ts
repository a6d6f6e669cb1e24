import { type PatroniProgram } from '../../engines/patroni/program.ts';
/** The engines of production, as they are installed on this machine. */
export interface EnginePrograms {
    readonly haproxy: string;
    readonly keepalived: string | undefined;
    /** Absent when no store is under Patroni. */
    readonly store?: StorePrograms;
}
export interface StorePrograms {
    readonly etcd: string;
    readonly patroni: PatroniProgram;
    /** Where `postgres`, `initdb`, `pg_rewind` and so on are. */
    readonly postgresDirectory: string;
}
/**
 * @param cache where Ninefold keeps Patroni
 * @param hasStore a store is under Patroni
 * @throws EnvironmentError that names what is missing
 */
export declare function locateEngines(cache: string, hasStore: boolean): EnginePrograms;
/** @throws RangeError when none was asked for */
export declare function storeProgramsOf({ store }: EnginePrograms): StorePrograms;
/** The newest PostgreSQL of the system's packages. */
export declare function systemPostgres(): string | undefined;
//# sourceMappingURL=engine-programs.d.ts.map