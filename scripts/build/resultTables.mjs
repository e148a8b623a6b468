// Generates the tables in docs/results from the JSON files that the benchmarks write. A table stands between two comments of a page:
// `<!-- table: NAME -->` and `<!-- end of table -->`.
//   npm run results
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from './setup.mjs';

const folder = join(root, 'docs/results');
const results = (name) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));

/** The tables by page and name: each the header row, then the rows. */
const pages = {
  'reliability.md': { reliability },
};

function reliability() {
  const { faults, files, secrets, survivors, adversarial, resume, largeWorkspace, turns, editor } =
    results('reliability');
  const longest = (list) => `${Math.max(...list.map(({ cpuMs }) => cpuMs))} ms of CPU time`;
  const kinds = Object.values(editor.kinds);
  const whole = (number) => number.toLocaleString('en-US');
  return [
    ['what', 'result'],
    ['faults', `${whole(faults.survived)} of ${whole(faults.injected)} survived`],
    ...Object.entries(faults.kinds).map(([kind, { survived, injected }]) => [
      kind,
      `${whole(survived)} of ${whole(injected)}`,
    ]),
    ['damaged files read', `${whole(files.failed)} of ${whole(files.tried)} failed`],
    ['secrets planted in a workspace', `${whole(secrets.leaked)} of ${whole(secrets.planted)} leaked`],
    [
      'positions in secrets that are typed or cut',
      `${whole(secrets.typed.leaked)} of ${whole(secrets.typed.positions)} leaked`,
    ],
    ['stored bytes that were searched for the secrets', whole(secrets.stored.bytes)],
    [
      'secrets that masking leaves and suggestions in another file offer',
      `${whole(survivors.offered)} of ${whole(survivors.survived)}; without the gate ${whole(survivors.offeredWithoutGate)}`,
    ],
    ['a training that was killed continues bit for bit', resume.exact ? 'yes' : 'no'],
    [
      `reading a workspace of ${whole(largeWorkspace.files)} files`,
      `${largeWorkspace.seconds} s, ${largeWorkspace.peakMemoryMB} MB at most, blocked for ${largeWorkspace.longestBlockCpuMs} ms of CPU time at most`,
    ],
    [
      `slowest of ${whole(adversarial.texts)} texts that a search made in ${adversarial.seconds} s`,
      `${adversarial.slowest[0].times} times the time of ordinary text`,
    ],
    ['longest turn while the terminal reads adversarial workspaces', longest(Object.values(turns))],
    ['longest turn of the extension host that reads them', longest(kinds.map(({ read }) => read))],
    ['longest turn of the extension host while their files are edited', longest(kinds.map(({ edited }) => edited))],
    [
      `adversarial texts of 20,000 characters before the cursor that are masked in time (5 ms); the others count as secret`,
      `${editor.typedText.maskedInTime} of ${editor.typedText.texts}; longest answer ${editor.typedText.longestAnswerMs} ms`,
    ],
  ];
}

function markdown([header, ...rows]) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Each page with generated tables: its path, its text as it is, and as the JSON files say it has to be. */
export async function resultTexts() {
  return Promise.all(
    Object.entries(pages).map(async ([page, tables]) => {
      const path = join(folder, page);
      const now = readFileSync(path, 'utf8');
      let text = now;
      for (const [name, rows] of Object.entries(tables)) {
        const [begin, end] = [`<!-- table: ${name} -->`, '<!-- end of table -->'];
        const from = text.indexOf(begin);
        const to = text.indexOf(end, from);
        if (from < 0 || to < 0) throw new Error(`${path} lacks the comments of the table ${name}.`);
        text = `${text.slice(0, from + begin.length)}\n\n${markdown(rows())}\n\n${text.slice(to)}`;
      }
      return { path, now, generated: await format(text, { ...(await resolveConfig(path)), filepath: path }) };
    }),
  );
}

if (import.meta.main) {
  for (const { path, generated } of await resultTexts()) writeFileSync(path, generated);
}
