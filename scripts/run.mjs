// Runs a command of the terminal program, or a script of the project, from a clone in any state:
//   node scripts/run.mjs train FOLDER --seconds 60        the terminal program's `train`
//   node scripts/run.mjs bench/speed.ts --json            a file, on the project's Node
import { ensureBuilt, ensureInstalled, runOnProjectNode } from './setup.mjs';

const [name, ...args] = process.argv.slice(2);
await ensureInstalled();
await ensureBuilt();
process.exitCode = await runOnProjectNode(
  /\.(m?js|ts)$/.test(name) ? [name, ...args] : ['src/cli/main.ts', name, ...args],
);
