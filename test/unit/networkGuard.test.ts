// The guard of the end-to-end tests sees every means by which a Node program could reach the network or start another program.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const guard = new URL('../e2e/guard/watch.mjs', import.meta.url).href;

/** Port 9 of this machine: nothing listens there. */
const attempts: Readonly<Record<string, string>> = {
  'net.connect': `import { connect } from 'node:net'; connect(9, '127.0.0.1').on('error', () => {});`,
  'net.listen': `import { createServer } from 'node:net'; const s = createServer().listen(0, '127.0.0.1', () => s.close());`,
  'tls.connect': `import { connect } from 'node:tls'; connect(9, '127.0.0.1').on('error', () => {});`,
  'dgram.send': `const { createSocket } = await import('node:dgram'); const s = createSocket('udp4'); s.send('x', 9, '127.0.0.1', () => s.close());`,
  'dgram.bind': `import dgram from 'node:dgram'; const s = dgram.createSocket('udp4'); s.bind(0, '127.0.0.1', () => s.close());`,
  'dns.lookup': `import { lookup } from 'node:dns'; lookup('localhost', () => {});`,
  'dns.promises.resolve4': `import { resolve4 } from 'node:dns/promises'; resolve4('localhost').catch(() => {}).then(() => process.exit());`,
  'http.get': `const { get } = process.getBuiltinModule('node:http'); get('http://127.0.0.1:9').on('error', () => {});`,
  'https.request': `const https = await import('node:https'); https.request('https://127.0.0.1:9').on('error', () => {}).end();`,
  'http2.connect': `import { connect } from 'node:http2'; connect('http://127.0.0.1:9').on('error', () => {});`,
  fetch: `await globalThis['fe' + 'tch']('http://127.0.0.1:9').catch(() => {});`,
  WebSocket: `new WebSocket('ws://127.0.0.1:9').onerror = () => {};`,
  'child_process.spawn': `import { spawn } from 'node:child_process'; spawn(process.execPath, ['--version']);`,
  'child_process.execFileSync': `import { execFileSync } from 'node:child_process'; execFileSync(process.execPath, ['--version']);`,
  'child_process.fork': `import { fork } from 'node:child_process'; fork('/tmp/missing.mjs', { silent: true }).on('error', () => {});`,
};

describe('the network guard', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'hidden-state-'))));
  after(() => rmSync(folder, { recursive: true }));

  /** Titles of what the guard logged while a program ran. */
  function logged(program: string): string[] {
    const report = join(folder, 'log');
    rmSync(report, { force: true });
    const args = [`--import=${guard}`, '--input-type=module', '--eval', program];
    spawnSync(process.execPath, args, { env: { ...process.env, HIDDEN_STATE_NETWORK_LOG: report }, timeout: 20_000 });
    const lines = readFileSync(report, 'utf8').split('\n');
    assert.ok(lines[0]!.startsWith('loaded'));
    return lines.filter((line) => line.startsWith('outside')).map((line) => line.split(' ')[1]!);
  }

  for (const [title, program] of Object.entries(attempts)) {
    it(`sees ${title}`, () => assert.ok(logged(program).includes(title)));
  }

  it('sees nothing in a program that reads files and computes in threads', () => {
    const program = `
      import { readdirSync } from 'node:fs'; import { Worker } from 'node:worker_threads';
      readdirSync('.'); new Worker('1', { eval: true });`;
    assert.deepEqual(logged(program), []);
  });
});
