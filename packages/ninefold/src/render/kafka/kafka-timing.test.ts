import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDuration } from '../../contract/duration.ts';
import { boundText, kafkaTimingFor, leastKafkaRtoWords, lingerMs } from './kafka-timing.ts';

const least = 8500;
const rto = fc.integer({ min: least, max: 3_600_000 });

test('no fault that the timing answers costs more than the promised rto', () => {
  fc.assert(
    fc.property(rto, (rtoMs) => {
      const result = kafkaTimingFor(rtoMs);
      if (!result.ok) throw new Error(`refused ${rtoMs}`);
      for (const boundMs of Object.values(result.bounds))
        expect(boundMs).toBeLessThanOrEqual(rtoMs);
    }),
  );
});

test('what Kafka and its clients demand of the values holds', () => {
  fc.assert(
    fc.property(rto, (rtoMs) => {
      const result = kafkaTimingFor(rtoMs);
      if (!result.ok) throw new Error(`refused ${rtoMs}`);
      const { timing } = result;
      expect(timing.requestTimeoutMs).toBeGreaterThan(timing.replicaLagMs);
      expect(timing.deliveryTimeoutMs).toBeGreaterThanOrEqual(timing.requestTimeoutMs + lingerMs);
      expect(timing.deliveryTimeoutMs).toBeGreaterThan(rtoMs);
      expect(timing.brokerHeartbeatMs * 3).toBeLessThan(timing.brokerSessionMs);
      expect(timing.consumerHeartbeatMs * 3).toBeLessThanOrEqual(timing.consumerSessionMs);
      for (const value of Object.values(timing)) {
        expect(Number.isInteger(value)).toBe(true);
        expect(value).toBeGreaterThan(0);
      }
    }),
  );
});

test('the least rto that is told is the least that is taken', () => {
  expect(kafkaTimingFor(least)).toMatchObject({ ok: true });
  expect(kafkaTimingFor(least - 1)).toEqual({ ok: false, leastRtoMs: least });
  expect(leastKafkaRtoWords(least).expected).toBe('an rto of at least 8.5s');
});

test('patience is never more than Kafka has by default', () => {
  expect(kafkaTimingFor(3_600_000)).toMatchObject({
    timing: { brokerSessionMs: 9000, replicaLagMs: 30_000, consumerSessionMs: 45_000 },
  });
});

test.each([
  [500, '500ms'],
  [9000, '9s'],
  [14_500, '14.5s'],
  [15_250, '15.25s'],
  [90_500, '90.5s'],
  [120_000, '2m'],
])('%d ms is said as %s, and a contract takes it so', (ms, said) => {
  expect(boundText(ms)).toBe(said);
  expect(parseDuration(said)).toMatchObject({ ok: true, value: ms });
});
