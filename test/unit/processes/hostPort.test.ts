// The end of a program, in real threads and processes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startProcess, startThread, type Program } from '../../../src/processes/program.ts';

const hostPort = pathToFileURL(fileURLToPath(new URL('../../../src/processes/hostPort.ts', import.meta.url))).href;
/** Answers each message with it, and says when an object that nothing refers to is collected. */
const program = `
import { hostPort } from '${hostPort}';
const { port, isProcess, options, usage } = hostPort(100);
globalThis.registry = new FinalizationRegistry(() => port.post('collected'));
registry.register({});
port.listen((message) => port.post({ message, isProcess, options, memoryBytes: usage().memoryBytes }));
`;

describe('the port to the host', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hidden-state-port-'));
  const file = join(folder, 'program.mjs');
  const started: Program[] = [];
  const listenTo = (one: Program, accept: (message: object | string) => boolean): Promise<object | string> => {
    started.push(one);
    return new Promise((resolve) =>
      one.listen((message) => {
        if (accept(message as object | string)) resolve(message as object | string);
      }),
    );
  };
  before(() => writeFileSync(file, program));
  afterEach(() => started.splice(0).forEach((one) => one.kill()));
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const isProcess of [false, true]) {
    const kind = isProcess ? 'process' : 'thread';
    it(`gives a ${kind} its options and messages, and measures it`, async () => {
      const options = { pretrained: true, maxMemoryMb: 64 };
      const one = isProcess ? startProcess(file, options) : startThread(file, 'test', options);
      const bytes = new Uint8Array([1, 2, 3]);
      const answer = listenTo(one, (message) => typeof message === 'object');
      one.post({ bytes });
      const { memoryBytes, ...rest } = (await answer) as { memoryBytes: number };
      assert.deepEqual(rest, { message: { bytes }, isProcess, options });
      assert.ok(memoryBytes > 2 ** 20, `${memoryBytes}`);
    });
  }

  it('collects the garbage of a process that rests', async () => {
    const one = startProcess(file);
    assert.equal(await listenTo(one, (message) => typeof message === 'string'), 'collected');
  });

  it('has sent all of a large message when it says so', async () => {
    const sender = join(folder, 'sender.mjs');
    writeFileSync(
      sender,
      `import { hostPort } from '${hostPort}';
const { port, sent } = hostPort(5000, 10_000);
port.listen(async () => {
  port.post(new Uint8Array(2 ** 24));
  port.post('last');
  await sent();
  // Nothing more is sent.
  process.kill(process.pid, 'SIGKILL');
});`,
    );
    const one = startProcess(sender);
    const last = listenTo(one, (message) => message === 'last');
    one.post({});
    assert.equal(await last, 'last');
  });

  it('refuses a program that nothing has started', () => {
    const { status, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8' });
    assert.equal(status, 1);
    assert.match(stderr, /^Error: The host starts this program\.$/mu);
  });
});
