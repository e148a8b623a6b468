// What is learned from the edits of the user, one after the other: rules, and the last edits in one line as one edit, because several of
// them may be parts of one change.
import { keepsBrackets } from './brackets.ts';
import { joinedEdit } from './joinedEdit.ts';
import { muted, withChange, withoutExample, withoutExamplesIn, withoutOld, withoutRule, type Rules } from './rules.ts';
import { mostChanges, tokenChanges, type Edit, type LaterEdit } from './tokenChanges.ts';

export interface Learned {
  readonly rules: Rules;
  /** The last edits in one line as one edit, and the rules before them. */
  readonly line: { readonly document: string; readonly edit: Edit; readonly rulesBefore: Rules } | undefined;
}

export const nothingLearned: Learned = { rules: [], line: undefined };

export interface LearnedEdit {
  readonly document: string;
  readonly edit: LaterEdit;
  readonly isAccepted: boolean;
}

export function withEdit(learned: Learned, { document, edit, isAccepted }: LearnedEdit, nowMs: number): Learned {
  const learn = (rules: Rules, made: Edit): Rules =>
    tokenChanges(made).reduce((all, change) => withChange(all, { document, change, isAccepted }, nowMs), rules);
  const known = withoutOld(learned.rules, nowMs);
  const { origin } = edit;
  const earlier = origin ? tokenChanges(origin) : [];
  const base = earlier.reduce(withoutRule, known);
  if (origin && base.length < known.length) {
    const whole = joinedEdit(origin, edit);
    return { rules: learn(whole ? learn(base, whole) : base, edit), line: undefined };
  }
  const line = learned.line?.document === document && !isAccepted ? learned.line : undefined;
  const whole = line && mayGoOn(line.edit) ? joinedEdit(line.edit, edit) : undefined;
  if (!line || !whole) return { rules: learn(known, edit), line: { document, edit, rulesBefore: known } };
  const { rulesBefore } = line;
  const changes = tokenChanges(whole);
  const isOne = isPart(line.edit) || changes.some(({ pieces }) => pieces.length > 1);
  // Changes in one line that have nothing to do with each other are learned one by one.
  const rules = !isOne ? learn(known, edit) : changes.length > 0 ? learn(rulesBefore, whole) : known;
  return { rules, line: { document, edit: whole, rulesBefore } };
}

/** `undoing` takes an edit back. */
export function withoutEdit(learned: Learned, document: string, undoing: Edit): Learned {
  const { rules } = learned;
  const left = tokenChanges(undoing).reduce((all, change) => withoutExample(all, document, change), rules);
  return { ...learned, rules: left };
}

/** The document has another text now: what was learned there does not count any more. */
export function withoutDocument({ rules, line }: Learned, document: string): Learned {
  const left = withoutExamplesIn(rules, document);
  const isThere = line?.document === document;
  return {
    rules: left,
    line: isThere ? undefined : line && { ...line, rulesBefore: withoutExamplesIn(line.rulesBefore, document) },
  };
}

/** Of the rule, until the user makes so many further changes. */
export function withoutOffers({ rules, line }: Learned, key: string, further: number): Learned {
  const mute = (all: Rules): Rules => muted(all, key, further);
  return { rules: mute(rules), line: line && { ...line, rulesBefore: mute(line.rulesBefore) } };
}

/** A line with more changes is a new version of it. */
function mayGoOn(edit: Edit): boolean {
  return isPart(edit) || tokenChanges(edit).length < mostChanges;
}

/** Whether the edit opens or closes a bracket that another edit has to close or open. */
function isPart({ before, after, start, oldEnd, newEnd }: Edit): boolean {
  return !keepsBrackets(before.slice(start, oldEnd), after.slice(start, newEnd));
}
