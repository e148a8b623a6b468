// Secrets that masking does not recognize, and how many of them suggestions in another file offer, with and without the gate for words
// that one other file has.
import { loadModels } from '../../src/cli/loadModels.ts';
import { noPenalties } from '../../src/completion/decide/rejectedWords.ts';
import { defaultThresholds } from '../../src/completion/decide/threshold.ts';
import { createFileIndex } from '../../src/completion/decide/fileIndex.ts';
import type { CompletionRequest } from '../../src/completion/request.ts';
import { suggest, type SuggestionPolicy } from '../../src/completion/suggest.ts';
import { maskSecrets } from '../../src/corpus/secrets/maskSecrets.ts';
import { combineLoaded } from '../../src/model/createModels.ts';
import { runToEnd } from '../../src/model/work.ts';
import { createLearnQueue } from '../../src/predictor/learnQueue.ts';
import { randomFrom, type Random } from './hostileFiles.ts';

/** Where a person may write a secret without a word for it: «» is its place. */
const places: readonly string[] = [
  ...['$ ssh bob@box\n«»\n', 'bob@box:~$ «»\n', '> «»\n', 'psql> «»\n', 'enable\n«»\n', 'telnet 10.0.0.1\nbob\n«»\n'],
  ...['sudo su\n«»\n', 'mount.cifs //box/share /mnt -o u=bob,x=«»\n', 'ftp> bob «»\n', 'gdb> run «»\n'],
  ...['the new one is «» since May.\n', 'Ask Maria, it was «» last year.\n', 'My bike opens with «» now.\n'],
  ...['garage: «»\n', '- laptop «»\n', '* printer on floor two («»)\n'],
  ...['box two -> «»\n', 'cabin, «», same as last year\n'],
  ...['| laptop | «» |\n', 'laptop;bob;«»\n', '"laptop","bob","«»"\n', '[laptop]\nx = «»\n', '<note>«»</note>\n'],
  ...['let s = "«»"\n', 'x: «»\n', 'k=«»\n', '# «»\n', '// «» (Maria)\n', '--- «» ---\n', 'join the meeting with «»\n'],
  ...['invite «» expires on Friday\n', 'coupon «» for ten percent\n'],
  ...['hint: dog of my mother, «»\n', 'left «» right «»\n'],
];

const digits = '0123456789';
const letters = 'abcdefghijkmnopqrstuvwxyz';
const words = (
  'harbor velvet otter copper dragon window pepper saddle marble thunder lantern orchid pebble meadow falcon ginger walnut canyon ' +
  'ribbon sparrow timber violet anchor breeze cactus dolphin ember fjord glacier hazel island jasmine kettle lemon mango nectar'
).split(' ');
const of = (alphabet: string, length: number, random: Random): string =>
  Array.from({ length }, () => alphabet[random.below(alphabet.length)]).join('');
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** A few of these cannot be told from words. */
const onlyLetters = 'small letters';
/** Kinds of secrets that people and programs make. */
const kinds: Readonly<Record<string, (random: Random) => string>> = {
  'a random word': (random) => `k${of(letters + letters.toUpperCase() + digits, 9, random)}7`,
  'a word and a year': (random) => `${capital(random.pick(words))}20${of(digits, 2, random)}`,
  'two words and a digit': (random) =>
    `${capital(random.pick(words))}${capital(random.pick(words))}${random.below(10)}`,
  'words joined by hyphens': (random) => `${random.pick(words)}-${random.pick(words)}-${of(digits, 2, random)}`,
  'a word with signs': (random) => `${random.pick(words)}&${of(digits, 2, random)}${of(letters, 3, random)}!`,
  'small letters and digits': (random) => `${of(letters, 3, random)}${of(digits, 2, random)}${of(letters, 3, random)}`,
  [onlyLetters]: (random) => of(letters, 10, random),
  digits: (random) => of(digits, 8, random),
};

/** Share of the secrets of a kind that suggestions may offer. */
export const mostOffered = (kind: string): number => (kind === onlyLetters ? 0.1 : 0);

export interface Survivors {
  /** Secrets that were written down, and those of them that masking leaves. */
  readonly written: number;
  readonly survived: number;
  /** Of these: offered in another file without the gate, and with it. */
  readonly offeredWithoutGate: number;
  readonly offered: number;
  readonly kinds: Readonly<Record<string, { survived: number; offeredWithoutGate: number; offered: number }>>;
}

interface Survivor {
  readonly kind: string;
  readonly path: string;
  readonly secret: string;
  readonly text: string;
}

function survivingSecrets(
  random: Random,
  every: number,
): { readonly written: number; readonly survivors: readonly Survivor[] } {
  const survivors: Survivor[] = [];
  let written = 0;
  for (const [n, place] of places.entries()) {
    if (n % every !== 0) continue;
    for (const [kind, draw] of Object.entries(kinds)) {
      const secret = draw(random);
      const text = place.replaceAll('«»', secret);
      const path = `notes/${n}-${kind.replaceAll(' ', '-')}.md`;
      written++;
      if (maskSecrets(text, path).text.includes(secret)) survivors.push({ kind, path, secret, text });
    }
  }
  return { written, survivors };
}

/** Characters of a secret that make a suggestion an offer. */
const leastOffered = 8;

/** `every`: of the places. */
export async function offerSurvivors(every = 1): Promise<Survivors> {
  const { written, survivors } = survivingSecrets(randomFrom(1), every);
  const models = await loadModels(false);
  const texts = survivors.map(({ path, text }) => ({ path, text: `Notes.\n${text}End.\n` }));
  const contextMixing = models.openContextMixing(texts.reduce((sum, { text }) => sum + text.length, 0));
  const fileIndex = createFileIndex();
  const queue = createLearnQueue(contextMixing, { fileIndex });
  queue.add(texts, false);
  while (queue.step());
  const loaded = combineLoaded(undefined, contextMixing)!;
  const policyOf = (fileIndex: SuggestionPolicy['fileIndex']): SuggestionPolicy => ({
    thresholdsAt: () => defaultThresholds,
    penaltiesAt: () => noPenalties,
    proposedAt: () => undefined,
    fileIndex,
  });
  const [open, gated] = [policyOf(undefined), policyOf(fileIndex)];

  /** Whether typing the text before the secret, or a part of it too, brings the rest of it. */
  function isOffered({ text, secret, path }: Survivor, policy: SuggestionPolicy): boolean {
    const start = text.indexOf(secret);
    return [0, 2, 4].some((typed) => {
      const before = `Notes.\n${text.slice(0, start + typed)}`;
      const request: CompletionRequest = {
        document: `other/${path}`,
        before,
        after: '',
        maxCharacters: 60,
        multiline: true,
        model: 'mixture',
        confidence: 'eager',
        mayLearn: false,
        sampling: { temperature: 1, topP: 1, seed: 1 },
      };
      const answers = [request, { ...request, alternatives: 3 }].map((each) => runToEnd(suggest(loaded, each, policy)));
      const offers = answers.flatMap(({ completion }) => [completion?.text ?? '', ...(completion?.alternatives ?? [])]);
      const rest = secret.slice(typed, typed + leastOffered);
      return offers.some((offer) => offer.includes(rest));
    });
  }

  const counts: Record<string, { survived: number; offeredWithoutGate: number; offered: number }> = {};
  for (const survivor of survivors) {
    const count = (counts[survivor.kind] ??= { survived: 0, offeredWithoutGate: 0, offered: 0 });
    count.survived++;
    count.offeredWithoutGate += Number(isOffered(survivor, open));
    count.offered += Number(isOffered(survivor, gated));
  }
  const sum = (key: 'survived' | 'offeredWithoutGate' | 'offered'): number =>
    Object.values(counts).reduce((total, count) => total + count[key], 0);
  return {
    written,
    survived: sum('survived'),
    offeredWithoutGate: sum('offeredWithoutGate'),
    offered: sum('offered'),
    kinds: counts,
  };
}
