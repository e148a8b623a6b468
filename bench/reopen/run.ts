// What an opened window costs on a workspace that was learned before: with the state that an earlier window has kept, and by learning
// everything again. Each window is a process that starts those of the predictor and the masker, as the extension host does.
//   npm run --silent bench:reopen -- FOLDER [--seconds 60] [--rounds 3]
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { inTemporaryFolder } from '../temporaryFolder.ts';
import type { WindowOptions, WindowResult } from './window.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '60' }, rounds: { type: 'string', default: '3' } },
});
const [folder] = positionals;
if (!folder) throw new Error('name a folder');

const file = fileURLToPath(new URL('window.ts', import.meta.url));

async function openWindow(options: Omit<WindowOptions, 'folder'>): Promise<WindowResult> {
  const all: WindowOptions = { ...options, folder: resolve(folder!) };
  const child = fork(file, [JSON.stringify(all)], { stdio: 'inherit' });
  const [result] = (await once(child, 'message')) as [WindowResult];
  child.kill();
  return result;
}

await inTemporaryFolder(async (storage) => {
  const seconds = Number(values.seconds);
  const first = await openWindow({ storage, keeps: true, seconds: 0 });
  const again: WindowResult[] = [];
  const kept: WindowResult[] = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    again.push(await openWindow({ storage, keeps: false, seconds }));
    kept.push(await openWindow({ storage, keeps: true, seconds }));
  }
  const stateBytes = statSync(join(storage, 'learned/learned.state')).size;
  const result = { characters: first.characters, stateBytes, saving: first.saving, again, kept };
  console.log(JSON.stringify(result, undefined, 2));
});
