// Loads the guard into the extension host, and into the processes and threads that extensions start from it. Extensions may clean
// the environment of their processes, so `fork` gets the guard as an argument.
import { createRequire } from 'node:module';
import './watch.mjs';

const childProcess = createRequire(import.meta.url)('node:child_process');
const guard = `--import=${new URL('watch.mjs', import.meta.url).href}`;
const { HIDDEN_STATE_NETWORK_LOG } = process.env;
const { fork } = childProcess;

process.env.NODE_OPTIONS = guard;
childProcess.fork = (file, ...rest) => {
  const args = Array.isArray(rest[0]) ? rest.shift() : [];
  const { execArgv = process.execArgv, env = process.env, ...options } = rest[0] ?? {};
  return fork(file, args, {
    ...options,
    execArgv: [...execArgv, guard],
    env: { ...env, HIDDEN_STATE_NETWORK_LOG },
  });
};

export function activate() {
  // Importing the guard is enough.
}
