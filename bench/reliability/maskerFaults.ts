// The real masker hangs or exits on single texts, and is killed at random moments, while files are read and text is typed. Nothing may
// come out of it unmasked, only the text itself may be lost, and the thread that waits for it must go on.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { learnableTextIn } from '../../src/masker/learnableTexts.ts';
import { MaskingProgram } from '../../src/masker/maskingProgram.ts';
import { createTypedTextMask, typedTextDeadlineMs } from '../../src/masker/typedText.ts';
import type { Program } from '../../src/processes/program.ts';
import { exits, hangingMasker, hangs, type HangingMasker } from './hangingMasker.ts';
import { note, type Faults, type Report } from './result.ts';

const secret = 'password = "hunter2-x9Qz-7fKq"\n';
const masked = 'password = "***"\n';
const textMs = 300;
const texts = 12;
/** A document is typed in again for this time after a fault, milliseconds. */
const longestWaitMs = 60_000;

type Kind = 'a text hangs it' | 'a text ends it' | 'killed';

export type MaskerFaults = Readonly<Record<`masker: ${Kind}` | 'masker: typed text hangs it', Report<Faults>>>;

/** `count`: faults of each kind. */
export async function injectMaskerFaults(count: number): Promise<MaskerFaults> {
  const program = hangingMasker();
  try {
    return {
      'masker: a text hangs it': await repeat(count, () => readFiles(program, 'a text hangs it')),
      'masker: a text ends it': await repeat(count, () => readFiles(program, 'a text ends it')),
      'masker: killed': await repeat(count, () => readFiles(program, 'killed')),
      'masker: typed text hangs it': await repeat(count, () => typeText(program)),
    };
  } finally {
    program.remove();
  }
}

async function repeat(count: number, fault: () => Promise<string | undefined>): Promise<Report<Faults>> {
  const counts = { injected: 0, survived: 0 };
  const failures: string[] = [];
  while (counts.injected < count) {
    counts.injected++;
    const failure = await fault();
    if (failure === undefined) counts.survived++;
    else note(failures, `masker: ${failure}`);
  }
  return { counts, failures };
}

/** Undefined: everything is as it should be. */
async function readFiles({ start }: HangingMasker, kind: Kind): Promise<string | undefined> {
  let running: Program | undefined;
  const masker = new MaskingProgram({
    start: () => (running = start()),
    warn: () => undefined,
    limits: { textMs },
  });
  const learnable = learnableTextIn(masker);
  const bad = Math.floor(Math.random() * texts);
  const content = (at: number): string => {
    if (kind === 'killed' || at !== bad) return `${secret}text ${at}\n`;
    return `${secret}${kind === 'a text hangs it' ? hangs : exits}\n`;
  };
  try {
    const reading = Array.from({ length: texts }, (_, at) =>
      learnable({ path: `ws/${at}.md`, text: content(at), isOpen: false }),
    );
    if (kind === 'killed') void sleep(Math.random() * 200).then(() => running?.kill());
    for (const [at, result] of (await Promise.all(reading)).entries()) {
      const isLost = kind !== 'killed' && at === bad;
      const expected = isLost ? 'not searched for secrets' : `${masked}text ${at}\n`;
      const found = typeof result === 'string' ? result : result.text;
      if (found !== expected) return `${kind}, text ${at} of ${bad}: ${JSON.stringify(found)}`;
    }
    return undefined;
  } finally {
    masker.dispose();
  }
}

async function typeText({ start }: HangingMasker): Promise<string | undefined> {
  const masker = new MaskingProgram({ start, warn: () => undefined, limits: { textMs } });
  const mask = createTypedTextMask(masker);
  const ask = (before: string, path: string) =>
    mask({ before, after: '', length: before.length, path }, typedTextDeadlineMs);
  const loop = monitorEventLoopDelay({ resolution: 10 });
  loop.enable();
  try {
    for (let key = 0; key < 5; key++) {
      const found = await ask(`${secret}${hangs}${'x'.repeat(key)}`, 'ws/a.md');
      if (found !== undefined) return `typed text that hangs: ${JSON.stringify(found)}`;
    }
    let found: string | undefined;
    for (let waited = 0; waited < longestWaitMs && found === undefined; waited += 20) {
      found = await ask(`${secret}text`, 'ws/b.md');
      await sleep(20);
    }
    if (found !== `${masked}text`) return `typed text after a hang: ${JSON.stringify(found)}`;
    return loop.max / 1e6 < textMs * 2 ? undefined : `the waiting thread hung for ${loop.max / 1e6} ms`;
  } finally {
    loop.disable();
    masker.dispose();
  }
}
