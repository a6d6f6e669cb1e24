// What one writes first: an object an event, a sorted array as the queue, a scan for the state.

/** The same components and tiers; counts failures and repairs. */
export function simulateNaively({ units, tiers }, years, seed) {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 4294967296;
  };
  const after = (mean) => -mean * Math.log(random());
  const horizon = years * 8760 * 3_600_000;
  const components = units.map((unit) => ({ ...unit, up: true }));
  const heap = new Heap();
  for (const component of components) {
    heap.push({ at: after(component.mtbfMs), kind: 'fail', component });
  }
  let [now, down, events, isUp] = [0, 0, 0, true];
  for (;;) {
    const event = heap.pop();
    if (!isUp) down += Math.min(event.at, horizon) - now;
    now = event.at;
    if (now >= horizon) break;
    events += 1;
    const { component, kind } = event;
    component.up = kind === 'repair';
    const next = component.up ? 'fail' : 'repair';
    const mean = component.up ? component.mtbfMs : component.mttrMs;
    heap.push({ at: now + after(mean), kind: next, component });
    isUp = tiers.every(
      ({ members, needed }) => members.filter(({ own }) => components[own].up).length >= needed,
    );
  }
  return { events, unavailability: down / horizon };
}

class Heap {
  #items = [];

  push(item) {
    const items = this.#items;
    items.push(item);
    let child = items.length - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (items[parent].at <= items[child].at) break;
      [items[parent], items[child]] = [items[child], items[parent]];
      child = parent;
    }
  }

  pop() {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (items.length === 0) return top;
    items[0] = last;
    for (let parent = 0; ;) {
      let least = parent;
      for (const child of [2 * parent + 1, 2 * parent + 2]) {
        if (child < items.length && items[child].at < items[least].at) least = child;
      }
      if (least === parent) return top;
      [items[parent], items[least]] = [items[least], items[parent]];
      parent = least;
    }
  }
}
