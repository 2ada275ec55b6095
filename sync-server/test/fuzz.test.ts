import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FuzzWorld } from './support/fuzz-world.js';

const clientCount = 4;
const who = fc.nat(clientCount - 1);

const step = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('type' as const),
      who,
      at: fc.nat(1_000),
      text: fc.string({ minLength: 1, maxLength: 8 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('erase' as const),
      who,
      at: fc.nat(1_000),
      length: fc.integer({ min: 1, max: 12 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('read' as const), who, count: fc.integer({ min: 1, max: 10 }) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(0, 1, 20, 60, 500, 15_000, 40_000) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('cut' as const), who }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('connect' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('clog' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unclog' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('fail' as const, 'hang' as const, 'heal' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('compact' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('crash' as const, 'restart' as const) }) },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function run(world: FuzzWorld, action: Step): Promise<void> {
  const client = 'who' in action ? world.clients[action.who] : undefined;
  switch (action.do) {
    case 'type':
      return void client?.text.insert(action.at % (client.text.length + 1), action.text);
    case 'erase': {
      if (client === undefined || client.text.length === 0) return;
      const at = action.at % client.text.length;
      return client.text.delete(at, Math.min(action.length, client.text.length - at));
    }
    case 'read':
      return void client?.read(action.count);
    case 'pass':
      return world.pass(action.ms);
    case 'cut':
      return client?.cut();
    case 'connect':
      return client?.connect(world.core);
    case 'clog':
      return client?.clog();
    case 'unclog':
      return client?.unclog();
    case 'fail':
      world.store.mode = 'fails';
      return;
    case 'hang':
      world.store.mode = 'hangs';
      return;
    case 'heal':
      return world.store.heal();
    case 'compact':
      return void (await world.store.compact('room'));
    case 'crash':
      return world.crash();
    case 'restart':
      return world.restart();
  }
}

/** `FUZZ_SEED` repeats a run, `FUZZ_RUNS` makes it longer; fast-check prints the shortest schedule that fails. */
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
const numRuns = Number(process.env.FUZZ_RUNS ?? 400);

describe('whatever happens', () => {
  it('[F1] all replicas converge, equal the store, and nothing acknowledged is missing', async () => {
    console.info(`fuzz: FUZZ_SEED=${seed} FUZZ_RUNS=${numRuns}`);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 120 }), async (steps) => {
        const world = new FuzzWorld(clientCount);
        for (const action of steps) {
          await run(world, action);
          if (action.do === 'crash' || action.do === 'restart') expect(world.storeHoldsAcknowledged()).toBe(true);
        }
        await world.settle();
        const stored = world.store.text('room');
        expect(world.clients.map(({ text }) => text.toString())).toEqual(world.clients.map(() => stored));
        expect(world.storeHoldsAcknowledged()).toBe(true);
        expect(world.core.errors).toEqual([]);
      }),
      { numRuns, seed },
    );
  });
});
