import { z } from 'zod';
import { contractSchema } from './schema.js';
/** The JSON Schema (draft 7) of `ninefold.yaml`, by which editors complete, explain and check it. */
export function contractJsonSchema() {
    const schema = z.toJSONSchema(contractSchema, { io: 'input', target: 'draft-7' });
    return {
        ...schema,
        title: 'Ninefold contract',
        description: 'What a service promises, what runs, and how the promise is proved.',
    };
}
//# sourceMappingURL=json-schema.js.map