import assert from 'node:assert/strict';
import { request } from 'node:http';
import { startServer, type DashboardServer } from '../../../../src/cli/ui/server.ts';
import type { ToDashboard } from '../../../../src/protocol/dashboard.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

const first: ToDashboard = { type: 'caret', caret: undefined };

describe('the server of the dashboard in a terminal', () => {
  let server: DashboardServer;
  let received: unknown[];
  let watched: boolean[];
  beforeEach(async () => {
    [received, watched] = [[], []];
    server = await startServer({
      port: 0,
      snapshot: () => [first],
      receive: (message) => void received.push(message),
      watched: (isWatched) => void watched.push(isWatched),
    });
  });
  afterEach(() => server.close());

  /** `path` with the token of the server. */
  function address(path: string): URL {
    const { origin, search } = new URL(server.url);
    return new URL(`${path}${search}`, origin);
  }

  function ask(url: URL, method = 'GET', { body = '', ...headers }: Record<string, string> = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request(url, { method, headers }, (response) => {
        let text = '';
        response.on('data', (part: Buffer) => (text += part.toString()));
        response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: text }));
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  const write = (body: string, headers = {}) =>
    ask(address('/message'), 'POST', { origin: new URL(server.url).origin, body, ...headers });

  it('listens on this machine only, with a random token of 32 bytes', () => {
    const { hostname, searchParams } = new URL(server.url);
    assert.equal(hostname, '127.0.0.1');
    assert.equal(Buffer.from(searchParams.get('token')!, 'base64url').length, 32);
  });

  it('serves the page and its files, and nothing else of the disk', async () => {
    const { status, headers, body } = await ask(address('/'));
    assert.equal(status, 200);
    assert.match(body, /connect-src &quot;self|connect-src 'self'/);
    for (const [, name] of body.matchAll(/(?:src|href)="(\/[\w.]+)\?token=/g)) {
      assert.equal((await ask(address(name!))).status, 200, name);
    }
    for (const path of ['/package.json', '/../package.json', '/%2e%2e/package.json']) {
      assert.equal((await ask(address(path))).status, 404, path);
    }
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/);
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['access-control-allow-origin'], undefined);
  });

  it('refuses everything without the token, and requests of other hosts and origins', async () => {
    for (const path of ['/', '/dashboard.js', '/events', '/message', '/nothing']) {
      assert.equal((await ask(new URL(path, server.url))).status, 403, path);
    }
    assert.equal((await ask(address('/'), 'GET', { host: 'attacker.example' })).status, 403);
    assert.equal((await write('{}', { origin: 'http://attacker.example' })).status, 403);
    assert.equal((await ask(address('/message'), 'POST', { body: '{}' })).status, 403);
    assert.deepEqual(received, []);
  });

  it('passes on messages, and refuses what is no JSON or too large', async () => {
    assert.equal((await write('{"type":"action"}')).status, 204);
    assert.equal((await write('{')).status, 400);
    assert.equal((await write(`"${'x'.repeat(200_000)}"`)).status, 400);
    assert.deepEqual(received, [{ type: 'action' }]);
    const { origin } = new URL(server.url);
    assert.equal((await ask(address('/message'), 'DELETE', { origin })).status, 405);
  });

  it('streams a snapshot and then each message, and knows when pages watch', async () => {
    const response = await fetch(address('/events'));
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const until = async (pattern: RegExp): Promise<void> => {
      while (!pattern.test(text)) text += (await reader.read()).value;
    };
    await until(/"caret"/);
    assert.deepEqual(watched, [true]);
    server.send({ type: 'runs', runs: [], current: undefined, inUse: undefined, restorable: [] });
    await until(/^data: \{"type":"runs".*\n\n/m);
    await reader.cancel();
    while (watched.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.deepEqual(watched, [true, false]);
  });

  it('says where its port is used already', async () => {
    const port = Number(new URL(server.url).port);
    const options = { port, snapshot: () => [], receive: () => undefined, watched: () => undefined };
    await assert.rejects(startServer(options), /EADDRINUSE/);
  });
});
