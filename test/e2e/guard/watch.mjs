// Logs each attempt of the extension to reach the network or to start a program that is not its own, with its stack trace. In the
// extension host, where other extensions run, only calls from the extension count, and connections to other machines by anyone.
// In the extension's own processes and threads every attempt counts. The line `loaded` proves that the guard was active.
import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import http2 from 'node:http2';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { basename, dirname } from 'node:path';
import tls from 'node:tls';
import { isMainThread } from 'node:worker_threads';

const report = process.env.HIDDEN_STATE_NETWORK_LOG;
const write = (...words) => report && appendFileSync(report, `${words.join(' ')}\n`);
const local = /^(localhost|127\.[\d.]+|::1|::ffff:127\.[\d.]+)$/;
const isExtensionHost = process.argv.some((argument) => argument.includes('extensionHost'));
/** A stack frame of the installed extension. Its folder is named after publisher, name and version. */
const ownFrame = /[\\/]hidden-state\.hidden-state[^\\/]*[\\/]dist[\\/]/;
const ownPrograms = ['learner.mjs', 'predictor.mjs', 'masker.mjs', 'analyzer.mjs'];

write('loaded', process.pid, isMainThread ? 'process' : 'worker', ...process.argv.slice(1));

function stack() {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 50;
  const { stack } = new Error('from');
  Error.stackTraceLimit = stackTraceLimit;
  return stack.replace(/\s+/g, ' ');
}

function log(what, isCounted = (trace) => !isExtensionHost || ownFrame.test(trace)) {
  const trace = stack();
  if (isCounted(trace)) write('outside', what, trace);
}

/** Logs each call of a function or class, and then calls it. */
function watch(owner, name, title, isAllowed = () => false) {
  const original = owner[name];
  if (typeof original !== 'function') return;
  const proxy = new Proxy(original, {
    apply(target, self, args) {
      if (!isAllowed(args)) log(title);
      return Reflect.apply(target, self, args);
    },
    construct(target, args, newTarget) {
      if (!isAllowed(args)) log(title);
      return Reflect.construct(target, args, newTarget);
    },
  });
  Object.defineProperty(owner, name, { value: proxy, configurable: true, writable: true });
}

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const { host = 'localhost', path } = typeof first === 'object' ? first : { host: second };
  const isOutside = path === undefined && !local.test(host);
  log(`net.connect ${host}`, (trace) => isOutside || !isExtensionHost || ownFrame.test(trace));
  return connect.apply(this, args);
};
watch(net.Server.prototype, 'listen', 'net.listen');
watch(tls, 'connect', 'tls.connect');
for (const name of ['bind', 'connect', 'send']) watch(dgram.Socket.prototype, name, `dgram.${name}`);
for (const name of Object.keys(dns).filter((key) => /^(lookup|resolve|reverse)/.test(key))) {
  watch(dns, name, `dns.${name}`);
  watch(dns.promises, name, `dns.promises.${name}`);
}
for (const [title, module] of Object.entries({ http, https })) {
  for (const name of ['request', 'get']) watch(module, name, `${title}.${name}`);
}
watch(http2, 'connect', 'http2.connect');
for (const name of ['fetch', 'WebSocket', 'EventSource']) watch(globalThis, name, name);

const isOwnProgram = ([file]) =>
  ownPrograms.includes(basename(String(file))) && basename(dirname(String(file))) === 'dist';
watch(childProcess, 'fork', 'child_process.fork', isOwnProgram);
for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync']) {
  watch(childProcess, name, `child_process.${name}`);
}
syncBuiltinESMExports();
