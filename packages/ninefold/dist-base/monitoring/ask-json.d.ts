/** Where a monitoring system answers. */
export interface MonitoringAddress {
    /** Without credentials, for people. */
    readonly shown: string;
    /** Ends in `/`. */
    readonly base: URL;
    readonly headers: Readonly<Record<string, string>>;
}
/**
 * Reads an address as a user gives it; user and password in it are for HTTP's Basic scheme.
 *
 * @throws BadInputError when it is no http or https URL
 */
export declare function monitoringAddress(option: string, text: string): MonitoringAddress;
/**
 * Asks with GET, or with POST when there is a form, which may be longer than a URL.
 *
 * @throws EnvironmentError that says who could not be asked, and why
 */
export declare function askJson(address: MonitoringAddress, path: string, form: Readonly<Record<string, string>> | undefined, signal: AbortSignal): Promise<unknown>;
//# sourceMappingURL=ask-json.d.ts.map