// Types a recorded text as a user would who does not stop for suggestions, with the timing rules of the product: a suggestion appears
// some time after a key, and what it saves is what is left of it when the user has noticed and read it.
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { readingSlowdown } from '../decide/reactionTimes.ts';
import { acceptanceOf } from '../calibrate/acceptance.ts';
import { typeRecorded, type RecordedText, type TypingPolicy } from '../calibrate/recordedText.ts';
import { tallyOf } from '../calibrate/typeRecording.ts';
import {
  afterAcceptance,
  afterShown,
  afterTyped,
  leastDelayMs,
  noQuietPeriod,
  quietMs,
  showDelayMs,
  type QuietPeriod,
} from '../decide/pace.ts';
import { keepsSuggestWidget, opensSuggestWidget } from '../decide/suggestWidget.ts';
import { isTabFree } from '../decide/tabKey.ts';
import { isProseFile } from '../../model/proseFile.ts';
import { wrongAcceptances } from '../decide/worth.ts';
import { syntaxAt } from '../fit/syntaxAt.ts';
import { commonPrefixLength, wordEnd } from '../fit/words.ts';
import { acceptedRest, intervalsOf, lookAt, type Sight } from './simulatedUser.ts';

/** Why the user typed what an ideal user would have accepted. */
export const lossCauses = [
  /** The next key came before the suggestion. */
  'notYetShown',
  /** Suggestions that were ignored before keep the place quiet. */
  'quietPeriod',
  /** It was visible. */
  'notNoticed',
  /** It was noticed, but the user had typed past it, or almost, when they had read it. */
  'typedPast',
  /** The user accepted less of it, or word by word. */
  'shorter',
  /** The suggest widget, the editor's list of completions, comes first. */
  'list',
  /** Something else was suggested, or nothing: the policy refuses it for this user. */
  'notOffered',
  /** Keys to accept and undo what is wrong. */
  'undone',
] as const;

export type LossCause = (typeof lossCauses)[number];

/** Sums over texts. */
export interface RaceTally extends Readonly<Record<LossCause, number>> {
  /** Code points written, typed or accepted. */
  readonly characters: number;
  readonly keys: number;
  /** Keys of a user who sees every suggestion of the confidence level at once. */
  readonly idealKeys: number;
  readonly shown: number;
  /** UTF-16 units of all of them, and how many have several words. */
  readonly shownLength: number;
  readonly severalWords: number;
  readonly noticed: number;
  readonly firstWordCorrect: number;
  readonly accepted: number;
  /** With suggestions, and without. */
  readonly seconds: number;
  readonly secondsAlone: number;
  /** Suggestions that were visible for less than `flashMs`, because the next key was another one. */
  readonly flashes: number;
  /** Keys that the user saves where the ideal user saves none. */
  readonly elsewhere: number;
}

export const noRace: RaceTally = {
  characters: 0,
  keys: 0,
  idealKeys: 0,
  shown: 0,
  shownLength: 0,
  severalWords: 0,
  noticed: 0,
  firstWordCorrect: 0,
  accepted: 0,
  seconds: 0,
  secondsAlone: 0,
  flashes: 0,
  elsewhere: 0,
  ...(Object.fromEntries(lossCauses.map((cause) => [cause, 0])) as Record<LossCause, number>),
};

/** The editor asks 50 ms after a key; the rest is the answer and a frame. */
const soonestMs = 65;
const flashMs = 150;

interface Visible extends Sight {
  readonly text: string;
  readonly start: number;
  isDecided: boolean;
}

/** Keeps the clock and the quiet period from text to text. `policy` is that of the product, `best` what an ideal user saves. */
export function createRace({ msPerKey, random }: { readonly msPerKey: number; readonly random: RandomGenerator }) {
  let nowMs = 0;
  let quiet: QuietPeriod = noQuietPeriod;

  return (recorded: RecordedText, policy: TypingPolicy, best: IdealSavings): RaceTally => {
    const { text, path = '' } = recorded;
    const intervals = intervalsOf(text, msPerKey, random);
    const tally = { ...noRace, idealKeys: best.keys };
    const shown = asInEditor(policy, path);
    const typing = typeRecorded(recorded, shown);
    const startMs = nowMs;
    let visible: Visible | undefined;
    let isNext = false;
    /** It opens where no suggestion is visible, and hides suggestions until the identifier ends. */
    let isListOpen = false;
    /** The last acceptance of the ideal user of which the user accepted a part. */
    let partly = -1;

    /** The user rejects a word only if they have read it when they type over it. */
    function show(suggestion: string, at: number, sinceMs: number): Visible {
      const sight = lookAt(suggestion.length, sinceMs, random);
      const over = at + commonPrefixLength(suggestion, text, at);
      let overMs = nowMs;
      for (let index = at; index <= over && index < text.length; index++) overMs += intervals[index]!;
      typing.show(suggestion, at, 0, Number(sight.decidedMs <= overMs));
      tally.shown++;
      tally.shownLength += suggestion.length;
      if (wordEnd(suggestion) < suggestion.length) tally.severalWords++;
      if (sight.noticedMs <= overMs) tally.noticed++;
      if (acceptanceOf(suggestion, text, at).firstWordCorrect) tally.firstWordCorrect++;
      if (over < at + suggestion.length && overMs - sinceMs < flashMs) tally.flashes++;
      quiet = afterShown(quiet, path, sinceMs);
      return { ...sight, text: suggestion, start: at, isDecided: false };
    }

    for (let at = 0; at < text.length;) {
      const isReading = visible !== undefined && !visible.isDecided && visible.noticedMs <= nowMs;
      const keyMs = nowMs + intervals[at]! * (isReading ? readingSlowdown : 1);
      let cause: LossCause = 'notOffered';
      const { caret, suggestWidget } = shown.situationAt(at);
      const opensList = !visible && suggestWidget !== undefined;
      isListOpen &&= opensList && keepsSuggestWidget(caret.before);
      if (isListOpen) cause = 'list';
      else if (!visible) {
        const found = typing.at(at);
        if (found) {
          const quietFor = quietMs(quiet, path, nowMs + soonestMs);
          const delay = showDelayMs({
            leastMs: leastDelayMs(found.words[0]!.probability, caret.before),
            sinceTypingMs: soonestMs,
            isRequested: false,
            followsAccepted: isNext,
            quietMs: quietFor,
          });
          const sinceMs = nowMs + soonestMs + delay;
          if (sinceMs < keyMs) visible = show(found.text, at, sinceMs);
          else cause = quietFor > 0 && delay === quietFor ? 'quietPeriod' : 'notYetShown';
        } else if (typing.isHiddenForSuggestWidget(at)) cause = 'list';
        isListOpen = opensList && !visible;
      }
      isNext = false;
      if (visible) {
        cause = visible.noticedMs > keyMs ? 'notNoticed' : 'typedPast';
        const rest = visible.text.slice(at - visible.start);
        const isDecided = visible.decidedMs <= keyMs;
        const acceptance = isDecided ? acceptedRest(rest, text, at) : undefined;
        if (acceptance) {
          const { length, keys } = acceptance;
          const idealShare = sumOf(best.savedPerUnit, at, at + length);
          tally.shorter += Math.max(0, idealShare - (length - keys));
          tally.elsewhere += Math.max(0, length - keys - idealShare);
          tally.characters += Array.from(text.slice(at, at + length)).length;
          tally.keys += keys;
          tally.accepted++;
          partly = best.acceptanceAt[at + length - 1]!;
          nowMs = keyMs + (keys - 1) * msPerKey;
          quiet = afterAcceptance(afterTyped(quiet, nowMs));
          at += length;
          if (acceptance.allCorrect) [visible, isNext] = [undefined, true];
          continue;
        }
        if (isDecided && !visible.isDecided) {
          visible.isDecided = true;
          const isWrong = !acceptanceOf(rest, text, at).firstWordCorrect;
          if (isWrong && uniformFloat64(random) < wrongAcceptances) {
            tally.keys += keysToUndo;
            tally.undone += keysToUndo;
            nowMs += keysToUndo * msPerKey;
          }
        }
      }
      const length = text.codePointAt(at)! > 0xffff ? 2 : 1;
      if (partly > 0 && best.acceptanceAt[at] === partly) cause = 'shorter';
      tally[cause] += sumOf(best.savedPerUnit, at, at + length);
      tally.characters++;
      tally.keys++;
      nowMs = Math.max(nowMs, keyMs);
      at += length;
      if (visible) {
        const typed = at - visible.start;
        const isRight = text.startsWith(visible.text.slice(0, typed), visible.start) && typed <= visible.text.length;
        if (isRight) quiet = afterTyped(quiet, nowMs);
        isNext = isRight && typed === visible.text.length;
        if (!isRight || isNext) visible = undefined;
      }
    }
    tally.seconds = (nowMs - startMs) / 1000;
    tally.secondsAlone = sumOf(intervals, 0, text.length) / 1000;
    return tally;
  };
}

/** Files that the editor's own language servers complete. */
const hasLanguageServer = /\.(?:[cm]?[jt]sx?|json|css|scss|less|html)$/u;

/** With the rules for the Tab key and for the suggest widget. */
function asInEditor(policy: TypingPolicy, path: string): TypingPolicy {
  const isProse = isProseFile(path);
  return {
    ...policy,
    situationAt: (at) => {
      const situation = policy.situationAt(at);
      const { caret } = situation;
      const isBesideWidget =
        hasLanguageServer.test(path) &&
        opensSuggestWidget(caret.before) &&
        syntaxAt(caret.before, 'typescript') === 'code';
      return {
        ...situation,
        place: { appeared: undefined, tabIndents: !isTabFree(caret, isProse) },
        ...(isBesideWidget && { suggestWidget: 'confident' as const }),
      };
    },
  };
}

/** A wrong acceptance costs the key, and the one that undoes it. */
const keysToUndo = 2;

export interface IdealSavings {
  readonly keys: number;
  /** Keys saved at each UTF-16 unit. */
  readonly savedPerUnit: Float64Array;
  /** The number of the acceptance that wrote it, from 1; 0: it was typed. */
  readonly acceptanceAt: Uint32Array;
}

/** What a user saves who sees every suggestion of the policy at once. */
export function idealSavings(recorded: RecordedText, policy: TypingPolicy): IdealSavings {
  const { length } = recorded.text;
  const savedPerUnit = new Float64Array(length);
  const acceptanceAt = new Uint32Array(length);
  let count = 0;
  const { keys } = tallyOf(recorded, policy, (at, acceptance) => {
    savedPerUnit.fill((acceptance.length - acceptance.keys) / acceptance.length, at, at + acceptance.length);
    acceptanceAt.fill(++count, at, at + acceptance.length);
  });
  return { keys, savedPerUnit, acceptanceAt };
}

function sumOf(values: Float64Array, start: number, end: number): number {
  let sum = 0;
  for (let at = start; at < end; at++) sum += values[at]!;
  return sum;
}
