/** What is known when a fault is about to be injected. */
export interface BeforeInjection {
  /** The fault, as the contract words it. */
  readonly fault: string;
  /** A fault that was injected and not yet healed. */
  readonly unhealed: string | undefined;
  /** Why nothing more may be broken. */
  readonly halted: string | undefined;
  /** What the cluster lacks, as `whatAttachedLacks` words it; undefined: it is whole. */
  readonly missing: string | undefined;
  /** Whom it meets, what that member has to be, and whether it says of itself that it is. */
  readonly target: {
    readonly member: string;
    readonly role?: 'primary' | 'standby';
    /** Absent: it told none. */
    readonly toldName?: string | undefined;
    /** Absent: it was not asked, having no role. */
    readonly acceptsWrites?: boolean;
  };
}

/**
 * Whether a fault may be injected now. One at a time, never before the last one is healed, never into
 * a cluster that is not whole, and never at a member that is not who it was taken for.
 *
 * @returns why not; undefined when it may
 */
export function injectionRefusal(before: BeforeInjection): string | undefined {
  const { fault, unhealed, halted, missing, target } = before;
  const refused = `"${fault}" was not injected: `;
  if (halted !== undefined) return `${refused}${halted}`;
  if (unhealed !== undefined) return `${refused}"${unhealed}" is not healed`;
  if (missing !== undefined) return `${refused}the cluster is not whole, it waits for ${missing}`;
  const { member, role, toldName, acceptsWrites } = target;
  if (toldName !== undefined && toldName !== member) {
    return `${refused}the address of ${member} is that of ${toldName}`;
  }
  if (role !== undefined && acceptsWrites !== (role === 'primary')) {
    const found = acceptsWrites ? 'accepts writes' : 'accepts no writes';
    return `${refused}${member} is to be the ${role}, and says that it ${found}`;
  }
  return undefined;
}
