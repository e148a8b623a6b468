// Runs a command of the terminal program or a script of the project. Installs and builds first where that is necessary:
//   node scripts/run.mjs train FOLDER --seconds 60        `train` of the terminal program
//   node scripts/run.mjs bench/engine/run.ts            a script, on the project's Node
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root, runOnProjectNode } from './build/setup.mjs';

const [name, ...args] = process.argv.slice(2);
await ensureInstalled();
await ensureBuilt();
// Paths are relative to the user's folder. npm runs scripts in the project's folder.
process.exitCode = await (/\.(m?js|ts)$/.test(name)
  ? runOnProjectNode([name, ...args])
  : runOnProjectNode([join(root, 'src/cli/main.ts'), name, ...args], process.env.INIT_CWD));
