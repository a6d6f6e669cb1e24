import { statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { checklist } from '../audit/checklist.ts';
import type { Facts } from '../audit/facts.ts';
import type { Rule, Sighting } from '../audit/rule.ts';
import { severities } from '../audit/rule.ts';
import { allRules } from '../audit/rules/all.ts';
import type { World } from '../audit/world.ts';
import { shown } from '../contract/mistake.ts';
import { BadInputError, messageOf } from '../ports/errors.ts';

/**
 * Rules of the user's: modules in JavaScript or TypeScript that export `rules`. Only those named are ever
 * loaded; they run with the user's rights.
 *
 * @throws BadInputError for a module that can't be loaded, or whose rules are none
 */
export async function loadRules(paths: readonly string[]): Promise<readonly Rule[]> {
  const taken = new Map(allRules.map(({ id }) => [id, 'Ninefold']));
  const found: Rule[] = [];
  for (const path of paths) {
    const module = await load(path);
    const list =
      typeof module === 'object' && module !== null && 'rules' in module ? module.rules : undefined;
    if (!Array.isArray(list)) {
      throw new BadInputError(
        `${path} exports no rules; expected "export const rules: readonly Rule[] = [{ id, title, severity, reads, source, check }]"`,
      );
    }
    for (const [index, one] of list.entries()) {
      const flaw = flawOf(one) ?? twice(one, taken);
      if (flaw !== undefined) throw new BadInputError(`${path}: rules[${index}]${flaw}`);
      const rule = one as Rule;
      taken.set(rule.id, path);
      found.push(guarded(rule, path));
    }
  }
  return found;
}

/** Node 20 takes no types: jiti takes them away. It writes no cache. */
async function load(path: string): Promise<unknown> {
  const file = resolve(path);
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFile() !== true) {
    const what = found === undefined ? 'there is no such file' : 'it is no file';
    throw new BadInputError(`can't load the rules in ${path}: ${what}; expected a module`);
  }
  try {
    if (!['.ts', '.mts', '.cts'].includes(extname(file)))
      return await import(pathToFileURL(file).href);
    const { createJiti } = await import('jiti');
    return await createJiti(import.meta.url, { fsCache: false }).import(file);
  } catch (error) {
    throw new BadInputError(`can't load the rules in ${path}: ${loadFailure(error)}`, {
      cause: error,
    });
  }
}

/** Why a module could not be loaded, in one line; Node adds who asked for what, over several. */
function loadFailure(error: unknown): string {
  const message = messageOf(error);
  const missing =
    /^Cannot find (?:module|package) '([^']+)'(?: imported from |\nRequire stack:\n- )(\S+)/.exec(
      message,
    );
  return missing === null
    ? message.trim().replaceAll(/\s+/g, ' ')
    : `${missing[2]} asks for ${missing[1]}, which is not there`;
}

/** What is wrong with a rule, as the rest of `rules[0]`; undefined when it is one. */
function flawOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return ` is ${shown(value)}; expected a rule`;
  const rule = value as Readonly<Record<string, unknown>>;
  for (const key of ['id', 'title', 'reads', 'source']) {
    if (typeof rule[key] !== 'string' || rule[key] === '')
      return `.${key} is ${shown(rule[key])}; expected text`;
  }
  const { id, item } = rule;
  if (typeof id !== 'string' || !/^[A-Z]+\d+$/.test(id))
    return `.id is ${shown(id)}; expected capitals and a number, such as "OWN1", as ignores name it`;
  if (!severities.some((one) => one === rule['severity']))
    return `.severity is ${shown(rule['severity'])}; expected ${severities.join(', ')}`;
  if (item !== undefined && (typeof item !== 'string' || !Object.hasOwn(checklist, item)))
    return `.item is ${shown(item)}; expected one of ${Object.keys(checklist).join(', ')}`;
  return typeof rule['check'] === 'function'
    ? undefined
    : `.check is ${shown(rule['check'])}; expected a function *check(world, facts)`;
}

function twice(rule: Rule, taken: ReadonlyMap<string, string>): string | undefined {
  const owner = taken.get(rule.id);
  return owner === undefined
    ? undefined
    : `.id is "${rule.id}", which is a rule of ${owner} already; expected an id of its own`;
}

/** A rule whose own mistakes are told as the user's, with its name. */
function guarded(rule: Rule, path: string): Rule {
  return {
    ...rule,
    *check(world: World, facts: Facts): Generator<Sighting> {
      const parts = new Set(world.parts);
      try {
        for (const sighting of rule.check(world, facts)) {
          for (const key of ['message', 'why', 'fix'] as const) {
            if (typeof sighting[key] !== 'string')
              throw new TypeError(`it yields a ${key} that is ${shown(sighting[key])}, not text`);
          }
          if (!parts.has(sighting.part) || !Array.isArray(sighting.path))
            throw new TypeError('it yields no { part, path } of what was read');
          yield sighting;
        }
      } catch (error) {
        throw new BadInputError(`the rule ${rule.id} in ${path} failed: ${messageOf(error)}`, {
          cause: error,
        });
      }
    },
  };
}
