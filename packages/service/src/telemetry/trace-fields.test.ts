import { describe, expect, it } from 'vitest';

import { callersFields, traceFields } from './trace-fields.ts';

const trace = '0af7651916cd43dd8448eb211c80319c';
const span = 'b7ad6b7169203331';

describe('trace fields', () => {
  it('write flags as two digits', () => {
    expect(traceFields({ traceId: trace, spanId: span, traceFlags: 1 })).toEqual({
      trace_id: trace,
      span_id: span,
      trace_flags: '01',
    });
    expect(traceFields(undefined)).toEqual({});
  });

  it('read the traceparent of the caller, of newer versions too', () => {
    const fields = { trace_id: trace, span_id: span, trace_flags: '01' };
    expect(callersFields(`00-${trace}-${span}-01`)).toEqual(fields);
    expect(callersFields(`01-${trace}-${span}-01-more`)).toEqual(fields);
  });

  it.each([
    undefined,
    [`00-${trace}-${span}-01`],
    '',
    `00-${trace}-${span}`,
    `ff-${trace}-${span}-01`,
    `00-${'0'.repeat(32)}-${span}-01`,
    `00-${trace}-${'0'.repeat(16)}-01`,
    `00-${trace.toUpperCase()}-${span}-01`,
    `00-${trace}-${span}-01\n{"forged":true}`,
  ])('take nothing from %j', (header) => {
    expect(callersFields(header)).toEqual({});
  });
});
