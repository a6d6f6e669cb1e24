import { z } from 'zod';
import type { AttachSpec, AttachedCommand, AttachedMember } from './attach.ts';
import { parseFaultSentence } from './fault-sentence.ts';
import { leaf, named, text } from './leaf.ts';
import { right } from './mistake.ts';
import type { Parsed } from './mistake.ts';
import { command, duration, parseCommand, ratio } from './values.ts';

/** `attach:` as it is written. */
export interface WrittenAttach {
  readonly stores: Record<string, Record<string, string>>;
  readonly app: Record<string, string>;
  readonly etcd: Record<string, string>;
  readonly clients: WrittenClients;
  readonly floor: number;
  readonly over?: number | undefined;
  readonly faults: Record<string, WrittenAttachedFault>;
}

export interface WrittenClients {
  readonly sql?: string | undefined;
  readonly user?: string | undefined;
  readonly passwordEnv?: string | undefined;
  readonly http?: string[] | undefined;
  readonly headersEnv?: Record<string, string> | undefined;
}

interface WrittenAttachedFault {
  readonly inject: string[] | WrittenCommand;
  readonly heal: string[] | 'none' | WrittenCommand;
}

interface WrittenCommand {
  readonly run: string[];
  readonly within: number;
}

/** Of one command (ms): a connection by ssh, and what it does at the far end. */
const DEFAULT_WITHIN = '15s';
/** A floor is not counted over less (ms): a hiccup is no outage. */
const LEAST_OVER_MS = 3_000;
/** Room for one pause as long as the promised RTO, and half as much again. */
const RTOS_IN_WINDOW = 3;

const httpUrl = (example: string): z.ZodType<string> =>
  text(
    /^https?:\/\/(?![^/]*@)(\[[0-9a-fA-F:]+\]|[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?)(:[0-9]{1,5})?(\/[^\s#]*)?$/,
    'an address here',
    `an address without user and password, such as ${example}`,
  );

/** ssh and the like would take a name that begins with a dash for an option. */
const memberName = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}$/;

const members = (example: string): z.ZodType<Record<string, string>> =>
  named(
    httpUrl(example),
    memberName,
    'the name of a member',
    'letters, digits, dots, dashes and underscores, such as db-1',
  );

const environmentName = (): z.ZodType<string> =>
  text(
    /^[A-Za-z_][A-Za-z0-9_]{0,254}$/,
    'the name of an environment variable',
    'the name of a variable that holds the secret, such as ORDERS_PASSWORD',
  );

export const clients: z.ZodType<WrittenClients> = z.strictObject({
  sql: text(
    /^postgres(ql)?:\/\/(?![^/]*@)(\[[0-9a-fA-F:]+\]|[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?)(:[0-9]{1,5})?\/[A-Za-z0-9_.-]+(\?sslmode=(disable|require|verify-ca|verify-full))?$/,
    'the address of a database here',
    'an address without user and password, such as postgres://10.0.0.30:5432/orders, and ?sslmode=verify-full if it has TLS',
  )
    .optional()
    .describe(
      "Leads to the primary of the workload's store, without user and password. Default: none.",
    ),
  user: text(/^\S+$/, 'the name of a role', 'the name of a role, such as ninefold')
    .optional()
    .describe('Who logs in there: a role that may create a table. Default: nobody.'),
  passwordEnv: environmentName()
    .optional()
    .describe('The environment variable that holds its password. Default: what libpq would find.'),
  http: z
    .array(httpUrl('https://checkout.example.com'))
    .min(1)
    .max(9)
    .optional()
    .describe('Where the app is reached, in order of preference. Default: nowhere.'),
  headersEnv: named(
    environmentName(),
    /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/,
    'the name of a header',
    'letters, digits and dashes, such as Authorization',
  )
    .optional()
    .describe(
      'Request headers, each with the environment variable that holds its value. Default: none.',
    ),
});

const limited: z.ZodType<WrittenCommand> = z.strictObject({
  run: command().describe('The command, as an argument array.'),
  within: duration(100).prefault(DEFAULT_WITHIN).describe('It is ended after so long.'),
});

/** `none`, or an argument array. */
function healing(): z.ZodType<string[] | 'none'> {
  const parse = (value: unknown): Parsed<string[] | 'none'> =>
    value === 'none' ? right('none') : parseCommand(value);
  return leaf(parse, {
    anyOf: [
      { type: 'string', enum: ['none'] },
      { type: 'array', minItems: 1, items: { type: ['string', 'number'] } },
    ],
  });
}

const attachedFault: z.ZodType<WrittenAttachedFault> = z.strictObject({
  inject: z
    .union([command(), limited])
    .describe('Breaks one member: an argument array, or run and within.'),
  heal: z
    .union([healing(), limited])
    .describe('Undoes it, however often it is run: an argument array, or none if it ends itself.'),
});

/** `attach:`. */
export const attach: z.ZodType<WrittenAttach> = z.strictObject({
  stores: named(
    members('https://10.0.0.11:8008'),
    /^[a-z][a-z0-9_]{0,62}$/,
    'the name of a store',
    'a store of this contract, such as orders',
  )
    .prefault({})
    .describe("The members of each store, by Patroni's names: the address of their REST API."),
  app: members('http://10.0.0.41:8080/health/ready')
    .prefault({})
    .describe('The replicas of the app: an address that answers 2xx while it is ready.'),
  etcd: members('http://10.0.0.21:2379/health')
    .prefault({})
    .describe('The members of etcd: an address that answers 2xx while it is well.'),
  clients: clients.describe('Where clients connect: sql with user, or http.'),
  floor: ratio()
    .prefault('50%')
    .describe('Below this share of operations that end ok a fault is healed at once.'),
  over: duration(1000)
    .optional()
    .describe('The window in which the share is counted. Default: 3 x rto, at least 3s.'),
  faults: z
    .record(z.string(), attachedFault)
    .describe('What may be broken, by the words of a fault: how it is injected and healed.'),
});

/** Completes what a contract without mistakes says of a cluster that is there. */
export function attachOf(written: WrittenAttach, rtoMs: number): AttachSpec {
  const { clients: reached } = written;
  return {
    stores: Object.entries(written.stores).map(([name, addresses]) => ({
      name,
      members: membersOf(addresses),
    })),
    app: membersOf(written.app),
    etcd: membersOf(written.etcd),
    clients: {
      ...(reached.sql === undefined
        ? {}
        : {
            sql: {
              url: reached.sql,
              user: reached.user ?? '',
              ...(reached.passwordEnv === undefined ? {} : { passwordEnv: reached.passwordEnv }),
            },
          }),
      http: reached.http ?? [],
      headersEnv: reached.headersEnv ?? {},
    },
    floor: written.floor,
    floorOverMs: floorOverMs(written.over, rtoMs),
    faults: Object.entries(written.faults).flatMap(([sentence, { inject, heal }]) => {
      const parsed = parseFaultSentence(sentence);
      if (!parsed.ok) return [];
      return [
        {
          fault: parsed.value,
          inject: commandOf(inject),
          ...(heal === 'none' ? {} : { heal: commandOf(heal) }),
        },
      ];
    }),
  };
}

/** The window of the floor (ms), as it is written or implied. */
export function floorOverMs(writtenMs: number | undefined, rtoMs: number): number {
  return writtenMs ?? Math.max(RTOS_IN_WINDOW * rtoMs, LEAST_OVER_MS);
}

function membersOf(addresses: Readonly<Record<string, string>>): AttachedMember[] {
  return Object.entries(addresses).map(([name, url]) => ({ name, url }));
}

function commandOf(written: string[] | WrittenCommand): AttachedCommand {
  const { run, within } = Array.isArray(written) ? limited.parse({ run: written }) : written;
  return { run, withinMs: within };
}
