// Matches texts against many patterns at once without backtracking: the set of all positions in the patterns is followed character
// by character (Thompson, "Regular expression search algorithm", 1968), and sets that were seen before are looked up. So the time
// is at most the length of the text times the length of the patterns, whatever they contain.
import { anyFolders, type CharacterTest, type Part, type Pattern } from './globSyntax.ts';

/** A position in a pattern. */
interface Position {
  readonly id: number;
  /** The UTF-16 code that leads to `next`, or a test of it. Undefined: both `next` and `other` are reached at once. */
  readonly accepts: number | CharacterTest | undefined;
  next: Position | undefined;
  readonly other: Position | undefined;
  /** At the end of a pattern: its number. */
  readonly pattern: number | undefined;
  /** The last set that it was added to. */
  mark: number;
}

/** What a text has reached. */
export interface Reached {
  /** Numbers of the patterns that match the whole text, ascending. */
  readonly matched: readonly number[];
  /** False if no longer text can match. */
  readonly canMatch: boolean;
}

interface PositionSet extends Reached {
  readonly positions: readonly Position[];
  readonly hash: number;
  readonly next: Map<number, PositionSet>;
}

/** Steps that are left for a check: about 10 ns each. */
export interface StepLimit {
  left: number;
}

/** Positions in remembered sets: for each position of the patterns, and at most in all. */
const remembered = { forEach: 50, atMost: 100_000 };

export class Automaton {
  private readonly entries: Position[] = [];
  /** First positions of the patterns that begin in any folder, behind that part. */
  private readonly inAnyFolder: Position[] = [];
  private readonly known = new Map<number, PositionSet[]>();
  private size = 0;
  private rememberedSize = 0;
  private mark = 0;
  private initial: PositionSet | undefined;
  private computed = 0;

  /** Patterns have numbers from 0, in the order of the calls. */
  add(pattern: Pattern): void {
    const { entries, inAnyFolder } = this;
    const end = this.position({ pattern: entries.length + inAnyFolder.length });
    if (pattern[0] === anyFolders) inAnyFolder.push(this.compile(pattern.slice(1), end));
    else entries.push(this.compile(pattern, end));
    this.initial = undefined;
  }

  /** Steps of all checks so far, without those that were looked up. */
  get computedSteps(): number {
    return this.computed;
  }

  /** What the empty text reaches. */
  get start(): Reached {
    return (this.initial ??= this.remember(this.closure([...this.entries, ...this.anyFolder()])));
  }

  /** The patterns that begin in any folder share the positions on the way there, so that each name needs them once. */
  private anyFolder(): Position[] {
    if (this.inAnyFolder.length === 0) return [];
    const first = this.inAnyFolder.reduce((others, one) => this.position({ next: others, other: one }));
    return [this.compilePart(anyFolders, first)];
  }

  /** What the text before and then `text` reach. Undefined: it needs more work than is left. `from`: of this automaton. */
  advance(from: Reached, text: string, steps: StepLimit): Reached | undefined {
    let set = from as PositionSet;
    for (let at = 0; at < text.length && set.canMatch; at++) {
      // The same whether the set is remembered or not, so that the result does not depend on earlier calls.
      steps.left -= set.positions.length;
      if (steps.left < 0) return undefined;
      set = this.step(set, text.charCodeAt(at));
    }
    return set.canMatch ? set : nothing;
  }

  private step(from: PositionSet, code: number): PositionSet {
    const seen = from.next.get(code);
    if (seen) return seen;
    this.computed += from.positions.length;
    const reached: Position[] = [];
    for (const { accepts, next } of from.positions) {
      if (typeof accepts === 'number' ? accepts === code : accepts!(code)) reached.push(next!);
    }
    const set = reached.length === 0 ? nothing : this.remember(this.closure(reached));
    if (this.mayRemember) {
      from.next.set(code, set);
      this.rememberedSize++;
    }
    return set;
  }

  private get mayRemember(): boolean {
    return this.rememberedSize < Math.min(remembered.atMost, remembered.forEach * this.size);
  }

  /** The equal set that is remembered already, or this one. */
  private remember(set: PositionSet): PositionSet {
    const alike = this.known.get(set.hash) ?? [];
    const equal = alike.find((one) => areEqual(one.positions, set.positions) && areEqual(one.matched, set.matched));
    if (equal) return equal;
    if (this.mayRemember) {
      this.known.set(set.hash, [...alike, set]);
      this.rememberedSize += set.positions.length;
    }
    return set;
  }

  /** All positions that are reached without a further character. */
  private closure(from: readonly Position[]): PositionSet {
    const mark = ++this.mark;
    const waiting = [...from];
    const positions: Position[] = [];
    const matched: number[] = [];
    let hash = 0;
    for (let one = waiting.pop(); one; one = waiting.pop()) {
      if (one.mark === mark) continue;
      one.mark = mark;
      hash = (Math.imul(hash, 31) + one.id) | 0;
      if (one.pattern !== undefined) matched.push(one.pattern);
      else if (one.accepts !== undefined) positions.push(one);
      else waiting.push(one.other!, one.next!);
    }
    return { positions, matched: matched.sort((a, b) => a - b), hash, canMatch: true, next: new Map() };
  }

  /** The first position of the pattern, which ends at `next`. */
  private compile(pattern: Pattern, next: Position): Position {
    return pattern.reduceRight((after, part) => this.compilePart(part, after), next);
  }

  private compilePart(part: Part, next: Position): Position {
    switch (part.kind) {
      case 'text': {
        let first = next;
        for (let at = part.text.length - 1; at >= 0; at--) {
          first = this.position({ accepts: part.text.charCodeAt(at), next: first });
        }
        return first;
      }
      case 'one':
        return this.position({ accepts: part.test, next });
      case 'any': {
        const loop = this.position({ accepts: part.test });
        return (loop.next = this.position({ next: loop, other: next }));
      }
      case 'choice': {
        const [first, ...others] = part.options.map((option) => this.compile(option, next));
        return others.reduce((all, other) => this.position({ next: all, other }), first ?? next);
      }
    }
  }

  private position({ accepts, next, other, pattern }: Partial<Position>): Position {
    return { id: this.size++, accepts, next, other, pattern, mark: 0 };
  }
}

const nothing: PositionSet = { positions: [], matched: [], hash: 0, canMatch: false, next: new Map() };

function areEqual<T>(some: readonly T[], others: readonly T[]): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index]);
}
