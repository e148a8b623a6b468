// Logs each attempt of this process to connect to another machine, with its stack trace. The line `loaded` proves that the guard
// was active.
import { appendFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { isMainThread } from 'node:worker_threads';

const report = process.env.HIDDEN_STATE_NETWORK_LOG;
const write = (...words) => report && appendFileSync(report, `${words.join(' ')}\n`);
const local = /^(localhost|127\.[\d.]+|::1|::ffff:127\.[\d.]+)$/;

write('loaded', process.pid, isMainThread ? 'process' : 'worker', ...process.argv.slice(1));

const connect = Socket.prototype.connect;
Socket.prototype.connect = function (...args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const { host = 'localhost', path } = typeof first === 'object' ? first : { host: second };
  if (path === undefined && !local.test(host)) write('outside', host, new Error('from').stack.replace(/\s+/g, ' '));
  return connect.apply(this, args);
};
