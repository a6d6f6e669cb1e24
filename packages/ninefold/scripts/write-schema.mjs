// Writes schema.json from the schema that the parser uses. Run after a build:
//   npx tsc -b packages/ninefold && node packages/ninefold/scripts/write-schema.mjs
import { writeFile } from 'node:fs/promises';
import { contractJsonSchema } from '../dist/contract/json-schema.js';

const target = new URL('../schema.json', import.meta.url);
await writeFile(target, `${JSON.stringify(contractJsonSchema(), undefined, 2)}\n`);
