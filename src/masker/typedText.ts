// Masks the text before the caret while the user types. What is not masked in time counts as a secret: it is not sent on.
import type { TextToMask } from '../protocol/masker.ts';
import type { MaskingProgram } from './maskingProgram.ts';

/** Undefined: it is not masked within `deadlineMs`, or a newer text came before its turn. Default: it may take any time. */
export type MaskTypedText = (text: TextToMask, deadlineMs?: number) => Promise<string | undefined>;

/** Where the editor waits. The user does not notice so many milliseconds, and ordinary text takes less than one. */
export const typedTextDeadlineMs = 5;
/** For so many milliseconds, a document whose text has ended the masker is not masked again. */
const refusedMs = 30_000;

interface Job {
  readonly text: TextToMask;
  readonly masked: Promise<string | undefined>;
  readonly resolve: (masked: string | undefined) => void;
}

/** `now`: milliseconds, monotonic. */
export function createTypedTextMask(
  masker: Pick<MaskingProgram, 'run'>,
  now: () => number = () => performance.now(),
): MaskTypedText {
  /** The newest text. The editor asks for the same text several times. */
  let newest: Job | undefined;
  /** The text that the masker has. Only the newest one waits for it. */
  let inMasker: Job | undefined;
  const refusedUntil = new Map<string, number>();

  async function maskNewest(): Promise<void> {
    while (newest && newest !== inMasker) {
      inMasker = newest;
      inMasker.resolve(await masked(inMasker.text));
    }
    inMasker = undefined;
  }

  async function masked(text: TextToMask): Promise<string | undefined> {
    const { path, before, after } = text;
    if ((refusedUntil.get(path) ?? 0) > now()) return undefined;
    const found = await masker.run(before.length + after.length, (remote) => remote.maskBeforeCaret(text));
    if (found === undefined) refusedUntil.set(path, now() + refusedMs);
    else refusedUntil.delete(path);
    return found;
  }

  function add(text: TextToMask): Job {
    let resolve: Job['resolve'] = () => undefined;
    const masked = new Promise<string | undefined>((settle) => (resolve = settle));
    const job = { text, masked, resolve };
    if (newest !== inMasker) newest?.resolve(undefined);
    newest = job;
    if (!inMasker) void maskNewest();
    return job;
  }

  return (text, deadlineMs) => {
    const { masked } = newest && isSame(newest.text, text) ? newest : add(text);
    return deadlineMs === undefined ? masked : within(deadlineMs, masked);
  };
}

function isSame(one: TextToMask, other: TextToMask): boolean {
  return (
    one.path === other.path && one.length === other.length && one.after === other.after && one.before === other.before
  );
}

/** Undefined: it takes longer. What has arrived by then counts, even if this thread had no time to handle it. */
function within<Result>(ms: number, result: Promise<Result>): Promise<Result | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => setImmediate(() => resolve(undefined)), ms);
    void result.then((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
