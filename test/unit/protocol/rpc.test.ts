import assert from 'node:assert/strict';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { connect, RemoteError, type Connection, type Port } from '../../../src/protocol/rpc.ts';
import { heapUsed } from '../heapUsed.ts';

interface Calculator {
  add(a: number, b: number): Promise<number>;
  /** Replies after so many milliseconds. */
  wait(ms: number): Promise<number>;
  /** Replies when the test releases it, and does nothing with the values. */
  hold(values: Float32Array): Promise<string>;
  fail(message: string): Promise<void>;
  total(values: Float32Array): Promise<number>;
  note(text: string): void;
}

interface Notes {
  noted(text: string): void;
}

/** Two ports that are connected. Messages are cloned and arrive in a later turn; `hold` keeps them back. */
function portPair() {
  const ends = [0, 1].map(() => ({ listener: undefined as ((message: unknown) => void) | undefined }));
  const held: (() => void)[] = [];
  let isHolding = false;
  const port = (own: number): Port => ({
    post: (message) => {
      const copy: unknown = structuredClone(message);
      const deliver = (): void => ends[1 - own]!.listener?.(copy);
      if (isHolding) held.push(deliver);
      else setImmediate(deliver);
    },
    listen: (listener) => (ends[own]!.listener = listener),
  });
  return {
    ports: [port(0), port(1)] as const,
    hold: () => (isHolding = true),
    /** In the order of the given positions. */
    release: (order: readonly number[]) => {
      isHolding = false;
      order.forEach((at) => held[at]!());
    },
    held: () => held.length,
    /** As if the other end had sent it. */
    inject: (end: number, message: unknown) => ends[end]!.listener!(message),
  };
}

function calculator() {
  const pair = portPair();
  const errors: Error[] = [];
  const noted: string[] = [];
  let release!: (text: string) => void;
  const held = new Promise<string>((resolve) => (release = resolve));
  const busy: boolean[] = [];
  const onError = (error: Error): void => void errors.push(error);
  const client: Connection<Calculator> = connect<Calculator>(
    pair.ports[0],
    { noted: (text: string) => void noted.push(text) },
    {
      events: { note: true },
      onError,
      onBusy: (isBusy) => busy.push(isBusy),
    },
  );
  const { remote: host } = connect<Notes>(
    pair.ports[1],
    {
      add: async (a: number, b: number) => a + b,
      wait: async (ms: number) => {
        await sleep(ms);
        return ms;
      },
      hold: () => held,
      fail: async (message: string) => {
        throw new TypeError(message);
      },
      total: async (values: Float32Array) => values.reduce((sum, value) => sum + value, 0),
      note: (text: string) => {
        if (text === '') throw new Error('nothing to note');
        host.noted(text);
      },
    } satisfies Calculator,
    { events: { noted: true }, onError },
  );
  return { client, remote: client.remote, pair, errors, noted, busy, release };
}

describe('rpc', () => {
  it('replies to calls with plain values and typed arrays', async () => {
    const { remote, errors } = calculator();
    assert.equal(await remote.add(2, 3), 5);
    assert.equal(await remote.total(Float32Array.of(1, 2, 4)), 7);
    assert.deepEqual(errors, []);
  });

  it('sends events in their order, in both directions', async () => {
    const { remote, noted } = calculator();
    for (const text of ['a', 'b', 'c']) remote.note(text);
    await sleep(20);
    assert.deepEqual(noted, ['a', 'b', 'c']);
  });

  it('gives each call its own reply when replies come in another order', async () => {
    const { remote } = calculator();
    assert.deepEqual(await Promise.all([remote.wait(40), remote.add(1, 1), remote.wait(5)]), [40, 2, 5]);
  });

  it('gives each call its own reply when requests are delivered in another order', async () => {
    const { remote, pair } = calculator();
    pair.hold();
    const sums = [remote.add(1, 0), remote.add(2, 0), remote.add(3, 0)];
    await turn();
    assert.equal(pair.held(), 3);
    pair.release([2, 0, 1]);
    assert.deepEqual(await Promise.all(sums), [1, 2, 3]);
  });

  it('passes on the message of an error, and nothing else of it', async () => {
    const { remote } = calculator();
    await assert.rejects(remote.fail('of no use'), (error: Error) => {
      assert.ok(error instanceof RemoteError);
      assert.equal(error.message, 'of no use');
      assert.ok(!error.stack?.includes('TypeError'));
      return true;
    });
  });

  it('keeps no arguments while a call waits for its reply, at both ends', async () => {
    const { remote, release } = calculator();
    const megabytes = 40;
    const before = heapUsed();
    const waiting = remote.hold(new Float32Array((megabytes * 1e6) / 4));
    const isKept = (): boolean => heapUsed() - before > (megabytes * 1e6) / 2;
    // The message arrives in a later turn.
    for (let looks = 0; looks < 60 && isKept(); looks++) await sleep(50);
    assert.ok(!isKept(), 'the arguments are kept until the reply');
    release('released');
    assert.equal(await waiting, 'released');
  });

  it('reports malformed messages without their content, and goes on', async () => {
    const { remote, pair, errors } = calculator();
    const malformed = [
      null,
      'secret',
      7,
      {},
      { t: 'q' },
      { t: 'q', m: 'add' },
      { t: 'q', m: 'add', a: [], i: 9 },
      { t: 's', i: 4 },
      { t: 's', i: 'x', e: { message: 'secret' } },
    ];
    for (const end of [0, 1]) for (const message of malformed) pair.inject(end, message);
    await turn();
    assert.equal(errors.length, 2 * malformed.length);
    assert.ok(errors.every(({ message }) => message === 'Received a message that is not of this protocol.'));
    assert.equal(await remote.add(1, 2), 3);
  });

  it('ignores replies without a call, and unknown events', async () => {
    const { remote, pair } = calculator();
    pair.inject(0, { t: 's', i: 'unknown', r: 1 });
    pair.inject(1, { t: 'q', m: 'unknown', a: [] });
    assert.equal(await remote.add(1, 2), 3);
  });

  it('offers nothing but the functions of the interface', async () => {
    const { pair } = calculator();
    const { remote } = connect<Record<'constructor' | 'toString', () => Promise<unknown>>>(
      pair.ports[0],
      {},
      { events: {}, onError: () => undefined },
    );
    await assert.rejects(remote.constructor(), /not found/);
    await assert.rejects(remote.toString(), /not found/);
  });

  it('reports an event that could not be handled, and a value that cannot be sent', async () => {
    const { remote, errors } = calculator();
    remote.note('');
    await sleep(20);
    const messages = errors.map(({ message }) => message);
    assert.deepEqual(messages, ['nothing to note']);
    const uncloneable = (() => undefined) as unknown as string;
    remote.note(uncloneable);
    await turn();
    assert.match(errors[1]!.message, /could not be cloned/);
    await assert.rejects(remote.fail(uncloneable), /could not be cloned/);
  });

  it('rejects waiting and later calls with the reason when it is closed, and sends nothing more', async () => {
    const { client, remote, pair, busy } = calculator();
    pair.hold();
    const waiting = remote.add(1, 2);
    client.close(new Error('the thread stopped'));
    await assert.rejects(waiting, /the thread stopped/);
    await assert.rejects(remote.add(1, 2), /the thread stopped/);
    remote.note('late');
    assert.equal(pair.held(), 1);
    assert.deepEqual(busy, [true, false]);
  });

  it('is busy while a call waits, and not for a ping', async () => {
    const { client, remote, busy } = calculator();
    await client.ping();
    assert.deepEqual(busy, []);
    await Promise.all([remote.add(1, 2), remote.wait(10)]);
    assert.deepEqual(busy, [true, false]);
  });

  it('measures the other end, where that measures itself, without being busy', async () => {
    const { ports } = portPair();
    const busy: boolean[] = [];
    const client = connect<object>(ports[0], {}, { events: {}, onBusy: (isBusy) => busy.push(isBusy) });
    const server = connect<object>(ports[1], {}, { events: {}, usage: () => ({ memoryBytes: 5, cpuMs: 7 }) });
    assert.deepEqual(await client.usage(), { memoryBytes: 5, cpuMs: 7 });
    assert.equal(await server.usage(), undefined);
    assert.deepEqual(busy, []);
  });
});
