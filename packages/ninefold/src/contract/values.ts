import type { z } from 'zod';
import { durationPattern, formatDuration, parseDuration } from './duration.ts';
import { faultVerbs, parseFaultSentence } from './fault-sentence.ts';
import type { FaultSpec } from './contract.ts';
import { leaf } from './leaf.ts';
import { right, shown, wrong } from './mistake.ts';
import type { Parsed } from './mistake.ts';
import { parseRate, ratePattern } from './rate.ts';
import { parseRatio, percentPattern } from './ratio.ts';

/** A duration of at least some milliseconds. */
export function duration(atLeastMs = 0): z.ZodType<number> {
  const expected = `a duration of at least ${formatDuration(atLeastMs)}`;
  const written = { type: 'string', pattern: durationPattern };
  return leaf(
    (value) => {
      const parsed = parseDuration(value);
      if (!parsed.ok || parsed.value >= atLeastMs) return parsed;
      return wrong(`${shown(value)} is too short`, expected);
    },
    atLeastMs > 0
      ? { ...written, not: { const: '0' } }
      : { anyOf: [written, { type: 'number', const: 0 }] },
  );
}

/** A ratio above 0. */
export function ratio(): z.ZodType<number> {
  return leaf(
    (value) => {
      const parsed = parseRatio(value);
      if (!parsed.ok || parsed.value > 0) return parsed;
      return wrong(`${shown(value)} promises nothing`, 'a ratio above 0, such as 99.9%');
    },
    {
      anyOf: [
        { type: 'string', pattern: percentPattern, not: { pattern: '^0+(\\.0+)?%$' } },
        { type: 'number', exclusiveMinimum: 0, maximum: 1 },
      ],
    },
  );
}

/** Operations per second, above 0 and at most 20,000. */
export function rate(): z.ZodType<number> {
  return leaf(parseRate, { type: 'string', pattern: ratePattern });
}

/** A command as an argument array. */
export function command(): z.ZodType<string[]> {
  return leaf(parseCommand, {
    type: 'array',
    minItems: 1,
    items: { type: ['string', 'number'] },
    examples: [['node', 'server.js']],
  });
}

/** `POST /orders`: a method and a path. */
export function requestLine(): z.ZodType<{ method: string; path: string }> {
  return leaf(parseRequestLine, {
    type: 'string',
    pattern: `^(${methods.join('|')}) /[^\\s]*$`,
  });
}

/** The methods a workload may use. */
export const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** A value of the app's environment: text, or a number or boolean that becomes text. */
export function environmentValue(): z.ZodType<string> {
  return leaf(
    (value) =>
      ['string', 'number', 'boolean'].includes(typeof value)
        ? right(String(value))
        : wrong(`${shown(value)} cannot be in an environment`, 'a text; "" for an empty one'),
    { type: ['string', 'number', 'boolean'] },
  );
}

/** A fault in words. */
export function fault(): z.ZodType<FaultSpec> {
  return leaf(parseFaultSentence, {
    anyOf: [
      { type: 'string', enum: commonFaults },
      { type: 'string', pattern: `^\\s*(${faultVerbs.join('|')})\\b` },
    ],
  });
}

/** Any plain value, sent as JSON. */
export function json(): z.ZodType {
  return leaf((value) => right(value), {});
}

const commonFaults = [
  'kill store primary',
  'freeze store primary',
  'stop store primary',
  'switchover store',
  'partition store primary',
  'kill store standby',
  'fill store primary',
  'kill app',
  'freeze app',
  'rolling restart',
  'partition app',
  'delay app by 500ms for 2s',
  'drop app at 10% for 2s',
  'reset app for 1s',
  'throttle app to 64KB/s for 2s',
  'delay store standbys by 5s for 10s, then kill store primary',
  'kill balancer',
];

const expectedCommand = 'an argument array such as [node, server.js]';

/** Reads an argument array. */
export function parseCommand(value: unknown): Parsed<string[]> {
  if (typeof value === 'string') {
    const words = value
      .trim()
      .split(/\s+/)
      .map((word) => (plainWord.test(word) ? word : JSON.stringify(word)));
    const meant = value.trim() === '' ? undefined : `[${words.join(', ')}]`;
    return wrong(
      'the command is one text, and no shell is there to split it',
      expectedCommand,
      meant,
    );
  }
  if (!Array.isArray(value)) return wrong(`${shown(value)} is not a command`, expectedCommand);
  if (value.length === 0) return wrong('the command is empty', expectedCommand);
  const flaw: unknown = value.find((word) => typeof word !== 'string' && typeof word !== 'number');
  if (flaw !== undefined) {
    return wrong(
      `${shown(flaw)} is not an argument`,
      `${expectedCommand}; quote true, null and the like`,
    );
  }
  const [only] = value;
  if (value.length === 1 && typeof only === 'string' && /^[\w.-]+\s+\S/.test(only)) {
    const meant = `[${only.trim().split(/\s+/).join(', ')}]`;
    return wrong(
      `${shown(only)} is one argument, and no program is called so`,
      expectedCommand,
      meant,
    );
  }
  if (only === '') return wrong('the program has no name', expectedCommand);
  const words = value.map(String);
  return words.some((word) => word.includes('\0'))
    ? wrong('an argument holds a NUL character', expectedCommand)
    : right(words);
}

const plainWord = /^[\w./@%+=-]+$/;

const expectedRequest = 'a method and a path, such as POST /orders';

function parseRequestLine(value: unknown): Parsed<{ method: string; path: string }> {
  if (typeof value !== 'string') return wrong(`${shown(value)} is not a request`, expectedRequest);
  const match = /^(\S+) (\/\S*)$/.exec(value);
  if (match === null) {
    const meant = /^\/\S*$/.test(value) ? `POST ${value}` : undefined;
    return wrong(`${shown(value)} is not a request`, expectedRequest, meant);
  }
  const [, method = '', path = ''] = match;
  if (methods.some((known) => known === method)) return right({ method, path });
  const upper = method.toUpperCase();
  const meant = methods.some((known) => known === upper) ? `${upper} ${path}` : undefined;
  return wrong(`"${method}" is not a method here`, `one of ${methods.join(', ')}`, meant);
}
