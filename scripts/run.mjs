// Runs a command of the terminal program, or a script of the project, from a clone in any state:
//   node scripts/run.mjs train FOLDER --seconds 60        the terminal program's `train`
//   node scripts/run.mjs bench/speed.ts --json            a file, on the project's Node
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root, runOnProjectNode } from './build/setup.mjs';

const [name, ...args] = process.argv.slice(2);
await ensureInstalled();
await ensureBuilt();
// Paths are meant from where the person stands; npm runs scripts in the project's folder.
process.exitCode = await (/\.(m?js|ts)$/.test(name)
  ? runOnProjectNode([name, ...args])
  : runOnProjectNode([join(root, 'src/cli/main.ts'), name, ...args], process.env.INIT_CWD));
