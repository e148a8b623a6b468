// Reads workspaces that are meant to block the thread, as the terminal reads a folder. Measures the longest turn of the event loop.
// `editorTurns.ts` reads them in the editor.
//   node bench/reliability/adversarialWorkspace.ts [--kind NAME]      prints JSON
import { parseArgs } from 'node:util';
import { collectFolder } from '../../src/cli/readFolder.ts';
import { workspaceKinds, writeAdversarialWorkspace, type WorkspaceKind } from './adversarialFiles.ts';
import { inTemporaryFolder } from '../temporaryFolder.ts';
import { watchEventLoop, type LongestTurn } from './eventLoop.ts';

/** Of CPU time, for one turn of the event loop. */
export const longestTurnMs = 50;

export type LongestTurns = Readonly<Record<string, LongestTurn>>;

export async function readAdversarialWorkspaces(
  scale = 1,
  kinds: readonly WorkspaceKind[] = workspaceKinds,
): Promise<LongestTurns> {
  const turns: Record<string, LongestTurn> = {};
  for (const kind of kinds) {
    await inTemporaryFolder(async (folder) => {
      writeAdversarialWorkspace(folder, kind, scale);
      await new Promise(setImmediate);
      const loop = watchEventLoop();
      await collectFolder(folder);
      turns[kind] = loop.stop();
    });
  }
  return turns;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { kind: { type: 'string' } } });
  const kinds = workspaceKinds.filter((kind) => values.kind === undefined || values.kind === kind);
  console.log(JSON.stringify(await readAdversarialWorkspaces(1, kinds), null, 2));
}
