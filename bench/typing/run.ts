// Types held-out files and edits into a real editor, and observes the page: flicker of ghost text, and the time from a key to the paint
// of its character with suggestions on and off. With --compare, types each file once and compares the keystrokes saved with the simulation.
//   npm run --silent bench:typing -- [FOLDER] [--characters 240] [--seconds 20] [--paces 200,600] [--compare] [--json]
//   npm run --silent bench:typing -- --large-files [--keys 110]
// Trains on FOLDER (default: the samples) without its longest note and its longest source file, and types those.
import { Command } from 'commander';
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { makePackage } from '../../scripts/package/package.mjs';
import { root } from '../../scripts/build/setup.mjs';
import { commonPrefixLength } from '../../src/completion/fit/words.ts';
import { Editor, installInto } from '../../test/e2e/editor.ts';
import { inTemporaryFolder } from '../temporaryFolder.ts';
import { countShown, findFlicker, type Frame } from './flicker.ts';
import { observe } from './observer.ts';
import { midLineEdits, newFile, typedText, type Typing } from './texts.ts';
import { measureLargeFiles } from './largeFiles.ts';
import { plainTyping, type } from './simulatedUser.ts';
import { simulationOf } from './simulation.ts';
import { differenceOf, spread } from './times.ts';

interface Flags {
  readonly characters: number;
  readonly seconds: number;
  /** Characters per minute. */
  readonly paces: readonly number[];
  readonly compare: boolean;
  readonly largeFiles: boolean;
  /** In large files. */
  readonly keys: number;
  readonly json: boolean;
}

/** Every so many long lines of a held-out file, one is edited. */
const editEvery = 12;
/** Edits for each pace, with suggestions on. */
const maxEdits = 6;

interface Block {
  readonly charactersPerMinute: number;
  readonly suggestions: 'on' | 'off';
  readonly typing: Typing;
  readonly kind: 'new file' | 'edit';
}

interface Mistake {
  readonly file: string;
  readonly expected: string;
  readonly found: string;
}

interface Result extends Block {
  /** Where the file begins to differ from what the script has in mind. */
  readonly mistake: Mistake | undefined;
  readonly keys: number;
  readonly accepted: number;
  readonly nextMs: readonly number[];
  readonly frames: readonly Frame[];
  readonly paintMs: readonly number[];
  readonly appearMs: readonly number[];
}

/** New files with suggestions on and off in turns, so that other load on the machine meets both; then edits. */
function blocksOf(
  files: readonly { readonly name: string; readonly text: string }[],
  { paces, characters, compare }: Flags,
): Block[] {
  if (compare)
    return paces.flatMap((charactersPerMinute, index) =>
      files.map(({ name, text }) => {
        // The text of the pace before is learned.
        const typing = newFile(`${charactersPerMinute}-${name}`, text.slice(index * characters), characters);
        return { charactersPerMinute, suggestions: 'on' as const, typing, kind: 'new file' as const };
      }),
    );
  return paces.flatMap((charactersPerMinute) => [
    ...files.flatMap(({ name, text }) =>
      (['on', 'off', 'off', 'on'] as const).map((suggestions, turn) => {
        const part = Math.floor(characters / 2);
        const from = Math.floor(turn / 2) * part;
        const typing = newFile(`${charactersPerMinute}-${turn}-${name}`, text.slice(from, from + part), part);
        return { charactersPerMinute, suggestions, typing, kind: 'new file' as const };
      }),
    ),
    ...files
      .flatMap(({ name, text }) => midLineEdits(`${charactersPerMinute}-edit-${name}`, text, editEvery))
      .slice(0, maxEdits)
      .map((typing) => ({ charactersPerMinute, suggestions: 'on' as const, typing, kind: 'edit' as const })),
  ]);
}

const notes = /\.(?:md|txt)$/u;

/** Moves the longest files of two kinds out of the workspace. */
function holdOut(workspace: string): { name: string; text: string }[] {
  return ['**/*.{md,txt}', '**/*.{ts,py}'].flatMap((pattern) => {
    const [longest] = globSync(pattern, { cwd: workspace })
      .map((path) => join(workspace, path))
      .sort((a, b) => statSync(b).size - statSync(a).size);
    if (longest === undefined) return [];
    const text = readFileSync(longest, 'utf8');
    rmSync(longest);
    return [{ name: basename(longest), text }];
  });
}

/** Of the workspace. */
const typedFolder = 'typed';

async function typeInEditor(
  { home, workspace }: { readonly home: string; readonly workspace: string },
  blocks: readonly Block[],
  { seconds, compare }: Flags,
): Promise<readonly Result[]> {
  const profile = join(home, 'profile');
  const pathOf = ({ file }: Typing): string => join(workspace, typedFolder, file);
  mkdirSync(join(workspace, typedFolder));
  for (const { typing } of blocks) writeFileSync(pathOf(typing), typing.content);
  await installInto(profile, await makePackage());
  const settings = {
    ...plainTyping,
    'hiddenState.training.seconds': seconds,
    // What is typed with suggestions on and off, or edited several times, is not learned.
    'hiddenState.files.exclude': compare ? [] : [`${typedFolder}/**`],
  };
  const editor = await Editor.open({ profile, workspace, settings });
  try {
    // The simulation has no network of the workspace.
    await editor.run(`Hidden State: ${compare ? 'Learn this workspace' : 'Train RNN on workspace'}`);
    await editor.status.getByText(compare ? /: learned/u : /: trained$/u).waitFor();
    await sleep(3000);
    await observe(editor.page);
    const file = join(profile, 'user/User/settings.json');
    const user = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    const results: Result[] = [];
    const random = xoroshiro128plus(1);
    for (const block of blocks) {
      writeFileSync(file, JSON.stringify({ ...user, 'hiddenState.suggestions.enabled': block.suggestions === 'on' }));
      await sleep(1500);
      await editor.page.evaluate(() => window.typing.take());
      const typed = await type(editor, block.typing, { msPerKey: 60_000 / block.charactersPerMinute, random });
      await editor.page.keyboard.press('Control+s');
      await sleep(500);
      const mistake = mistakeIn(readFileSync(pathOf(block.typing), 'utf8'), block.typing);
      results.push({ ...block, ...typed, mistake, ...(await editor.page.evaluate(() => window.typing.take())) });
      console.error(`${results.length} of ${blocks.length}`);
    }
    return results;
  } finally {
    await editor.close();
  }
}

function mistakeIn(found: string, typing: Typing): Mistake | undefined {
  const expected = typedText(typing);
  if (found === expected) return undefined;
  const from = Math.max(0, commonPrefixLength(expected, found) - 40);
  const around = (text: string): string => text.slice(from, from + 80);
  return { file: typing.file, expected: around(expected), found: around(found) };
}

async function measure(folder: string, flags: Flags) {
  return inTemporaryFolder(async (home) => {
    const workspace = join(home, 'workspace');
    cpSync(folder, workspace, { recursive: true });
    const blocks = blocksOf(holdOut(workspace), flags);
    const reports = reportOf(await typeInEditor({ home, workspace }, blocks, flags), flags.paces);
    if (!flags.compare) return reports;
    rmSync(join(workspace, typedFolder), { recursive: true });
    const simulate = await simulationOf(workspace);
    return reports.map((report) => ({
      ...report,
      simulated: simulatedIn(blocks, report.charactersPerMinute, simulate),
    }));
  });
}

function simulatedIn(
  blocks: readonly Block[],
  charactersPerMinute: number,
  simulate: Awaited<ReturnType<typeof simulationOf>>,
) {
  const ofPace = blocks.filter((block) => block.charactersPerMinute === charactersPerMinute);
  const share = (isNotes: boolean) =>
    simulate(
      ofPace.map(({ typing }) => typing).filter(({ file }) => notes.test(file) === isNotes),
      60_000 / charactersPerMinute,
    );
  return { notes: share(true), code: share(false) };
}

function reportOf(results: readonly Result[], paces: readonly number[]) {
  return paces.map((charactersPerMinute) => {
    const ofPace = results.filter((result) => result.charactersPerMinute === charactersPerMinute);
    const paint = (suggestions: 'on' | 'off') =>
      ofPace
        .filter((result) => result.kind === 'new file' && result.suggestions === suggestions)
        .flatMap(({ paintMs }) => paintMs);
    const [on, off] = [paint('on'), paint('off')];
    const withSuggestions = ofPace.filter(({ suggestions }) => suggestions === 'on');
    const flicker = withSuggestions.flatMap(({ frames, typing }) =>
      findFlicker(frames).map((each) => ({ file: typing.file, ...each })),
    );
    const savedIn = (isNotes: boolean): number => {
      const typed = withSuggestions.filter(
        ({ kind, typing }) => kind === 'new file' && notes.test(typing.file) === isNotes,
      );
      const characters = typed.reduce((sum, { typing }) => sum + Array.from(typing.text).length, 0);
      return 1 - typed.reduce((sum, { keys }) => sum + keys, 0) / Math.max(1, characters);
    };
    const nextMs = ofPace.flatMap((result) => result.nextMs);
    return {
      charactersPerMinute,
      keys: withSuggestions.reduce((sum, { keys }) => sum + keys, 0),
      shown: withSuggestions.reduce((sum, { frames }) => sum + countShown(frames), 0),
      /** Share of the keystrokes of new files. */
      saved: { notes: savedIn(true), code: savedIn(false) },
      accepted: withSuggestions.reduce((sum, { accepted }) => sum + accepted, 0),
      mistakes: ofPace.flatMap(({ mistake }) => mistake ?? []),
      flicker: flicker.filter(({ isBesideList }) => !isBesideList).length,
      /** Where the editor's list of completions opened. */
      flickerBesideList: flicker.filter(({ isBesideList }) => isBesideList).length,
      flickers: flicker,
      keyToPaintMs: {
        on: spread(on),
        off: spread(off),
        ...differenceOf(on, off),
      },
      nextSuggestionMs: spread(nextMs),
      keyToSuggestionMs: spread(withSuggestions.flatMap(({ appearMs }) => appearMs)),
    };
  });
}

const program = new Command('bench:typing')
  .argument('[folder]', 'the workspace', join(root, 'samples'))
  .option('--characters <n>', 'of each held-out file, for each pace, with suggestions on', Number, 240)
  .option('--seconds <n>', 'of training', Number, 20)
  .option('--paces <list>', 'characters per minute', (list: string) => list.split(',').map(Number), [200, 600])
  .option('--compare', 'with the simulation: each file is typed once', false)
  .option('--large-files', 'keys in a line of 3 MB and in 100,000 lines, with and without the extension', false)
  .option('--keys <n>', 'of each editor, for each large file', Number, 110)
  .option('--json', 'one JSON object', false)
  .action(async (given: string, flags: Flags) => {
    const folder = resolve(process.env['INIT_CWD'] ?? '.', given);
    const { keys, largeFiles } = flags;
    if (largeFiles) {
      const report = await inTemporaryFolder((home) => measureLargeFiles({ home, folder, keys }));
      return console.log(JSON.stringify(report, null, 2));
    }
    const report = await measure(folder, flags);
    if (flags.json) console.log(JSON.stringify(report, null, 2));
    else
      for (const { charactersPerMinute, keys, shown, flicker, keyToPaintMs } of report)
        console.log(
          `${charactersPerMinute} characters per minute: ${keys} keys, ${shown} suggestions, ${flicker} flicker, key to paint ${JSON.stringify(keyToPaintMs)}`,
        );
  });
await program.parseAsync();
