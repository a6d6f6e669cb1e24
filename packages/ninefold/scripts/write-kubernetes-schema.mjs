// Writes kubernetes-schema.json, without prose, from the OpenAPI v3 documents of a running API server
// (those in Kubernetes' source lack what values are allowed) and from the operators' own
// CustomResourceDefinitions:
//   kubectl get --raw /openapi/v3/apis/apps/v1 > openapi/apis__apps__v1.json, and so for each group
//   node scripts/write-kubernetes-schema.mjs openapi 1.36 crds/*.yaml
// docs/kubernetes.md says where the definitions are from.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const [folder, version, ...definitions] = process.argv.slice(2);

/** The groups of custom resources, and whose they are. */
const operators = {
  'postgresql.cnpg.io': 'CloudNativePG 1.28.0',
  'kafka.strimzi.io': 'Strimzi 1.2.0',
  'monitoring.coreos.com': 'Prometheus Operator 0.85.0',
};
const notice =
  'Derived from the OpenAPI schemas of Kubernetes and from the CustomResourceDefinitions of CloudNativePG, Strimzi and Prometheus Operator, under the Apache License 2.0 (the LICENSE beside this file). Copyright of their authors. Changed: descriptions are left out, and the form is another.';

const schemas = {};
for (const name of readdirSync(folder).toSorted()) {
  if (!/^apis?__/.test(name) || /alpha|apiextensions|apiregistration/.test(name)) continue;
  const { components } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  Object.assign(schemas, components?.schemas ?? {});
}

const any = new Set(['JSON', 'RawExtension', 'FieldsV1', 'JSONSchemaProps']);
const types = [];
const limits = [];
const kinds = {};

/** The place of a value in a list, the same for equal ones. */
const places = new Map();
function placeIn(list, value) {
  const key = `${list === types ? 'type' : 'limit'} ${JSON.stringify(value)}`;
  if (!places.has(key)) places.set(key, list.push(value) - 1);
  return places.get(key);
}

const bounds = [
  'enum',
  'pattern',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
];

/** A type in one word, as src/audit/kubernetes-validation.ts says. */
function typeOf(schema) {
  const type = unboundedTypeOf(schema);
  const stated = Object.fromEntries(
    bounds.filter((key) => schema[key] !== undefined).map((key) => [key, schema[key]]),
  );
  // "" is how Go writes an absent value.
  if (stated.enum?.includes('')) stated.enum = stated.enum.filter((one) => one !== '');
  // Go writes a flag into the pattern, JavaScript beside it.
  if (stated.pattern?.includes('(?i)')) {
    stated.pattern = stated.pattern.replace('(?i)', '');
    stated.flags = 'i';
  }
  if (type === '*' || Object.keys(stated).length === 0) return type;
  return `=${placeIn(limits, { of: type, ...stated })}`;
}

function unboundedTypeOf(schema) {
  if (schema.allOf?.length === 1) return typeOf(schema.allOf[0]);
  if (schema.$ref) return reference(schema.$ref.split('/').at(-1));
  if (schema['x-kubernetes-preserve-unknown-fields']) return '*';
  if (schema['x-kubernetes-int-or-string'] || schema.format === 'int-or-string') return 'q';
  if (schema.type === undefined && schema.oneOf) return 'q';
  if (schema.type === 'array') return `[${typeOf(schema.items)}`;
  if (schema.type === 'object') {
    if (schema.properties) return object(schema);
    return schema.additionalProperties ? `{${typeOf(schema.additionalProperties)}` : '*';
  }
  return { string: 's', integer: 'i', number: 'n', boolean: 'b' }[schema.type] ?? '*';
}

function reference(name) {
  const schema = schemas[name];
  if (schema === undefined || any.has(name.split('.').at(-1))) return '*';
  return typeOf(schema);
}

function object({ properties, required }) {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([key, schema]) => [key, typeOf(schema)]),
  );
  return `#${placeIn(types, { fields, ...(required ? { required } : {}) })}`;
}

for (const schema of Object.values(schemas)) {
  for (const { group, version: of, kind } of schema['x-kubernetes-group-version-kind'] ?? []) {
    if (/List$|Options$|^WatchEvent$|^Status$|^APIGroup|^APIResource|^APIVersions$/.test(kind))
      continue;
    if (!schema.properties?.metadata) continue;
    kinds[`${group ? `${group}/` : ''}${of} ${kind}`] = Number(typeOf(schema).slice(1));
  }
}

const metadata = { $ref: 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta' };
for (const file of definitions) {
  for (const document of parseAllDocuments(readFileSync(file, 'utf8'))) {
    const definition = document.toJS();
    if (definition?.kind !== 'CustomResourceDefinition') continue;
    const { group, names, versions } = definition.spec;
    if (operators[group] === undefined) throw new Error(`${file}: nobody is named for ${group}`);
    for (const { name, schema } of versions) {
      const { properties, required } = schema.openAPIV3Schema;
      // The status is the operator's to write.
      const whole = { ...properties, metadata, ...(properties.status ? { status: {} } : {}) };
      kinds[`${group}/${name} ${names.kind}`] = Number(
        object({ properties: whole, required }).slice(1),
      );
    }
  }
}

const path = new URL('../kubernetes-schema.json', import.meta.url);
const text = `${JSON.stringify({ notice, version, operators, kinds, limits, types })}\n`;
writeFileSync(path, text);
process.stdout.write(
  `${Object.keys(kinds).length} kinds, ${types.length} types, ${limits.length} limits, ${text.length} bytes\n`,
);
