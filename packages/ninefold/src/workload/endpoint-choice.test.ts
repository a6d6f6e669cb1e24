import { expect, it } from 'vitest';
import { createEndpointChoice } from './endpoint-choice.ts';

it('uses the preferred address, the next while it cannot be reached, then the preferred again', () => {
  const choice = createEndpointChoice(3, 1000);
  expect(choice.current(0)).toBe(0);
  choice.unreachable(0, 10);
  expect(choice.current(11)).toBe(1);
  choice.unreachable(1, 20);
  expect(choice.current(21)).toBe(2);
  expect(choice.current(1009)).toBe(2);
  expect(choice.current(1010)).toBe(0);
});

it('tries the one that has waited longest when none can be reached', () => {
  const choice = createEndpointChoice(2, 1000);
  choice.unreachable(1, 5);
  choice.unreachable(0, 10);
  expect(choice.current(11)).toBe(1);
});

it('has no choice with one address', () => {
  const choice = createEndpointChoice(1, 1000);
  choice.unreachable(0, 0);
  expect(choice.current(1)).toBe(0);
});
