/** Of one store, for one run. Never shown, and in no file but where an engine needs it. */
export interface StorePasswords {
    readonly superuser: string;
    readonly replication: string;
    readonly rewind: string;
    readonly restUser: string;
    readonly rest: string;
    readonly app: string;
}
export declare function storePasswords(): StorePasswords;
//# sourceMappingURL=passwords.d.ts.map