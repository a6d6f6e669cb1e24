"""The same 50 components as SimPy processes; prints nanoseconds of CPU an event."""
import random
import time

import simpy

YEARS = 60
events = 0


def component(env, mtbf, mttr):
    global events
    while True:
        yield env.timeout(random.expovariate(1 / mtbf))
        events += 1
        yield env.timeout(random.expovariate(1 / mttr))
        events += 1


random.seed(1)
env = simpy.Environment()
for i in range(50):
    env.process(component(env, 300 + 20 * i, 1 + i % 5))
start = time.process_time()
env.run(until=YEARS * 8760)
print((time.process_time() - start) * 1e9 / events)
