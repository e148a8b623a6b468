// A growing series of numbers that can be drawn quickly at any zoom. A pyramid stores the indices of the minimum and the
// maximum of each block of 4, 16, 64, ... points. Appending takes constant amortized time. Decimating a million points reads
// a few thousand blocks.
import { bisectLeft } from 'd3-array';

const branching = 4;

/** Indices of the lowest and highest values of consecutive blocks. */
interface Level {
  readonly lowest: IndexArray;
  readonly highest: IndexArray;
}

/** A typed array that doubles its capacity as needed. */
class IndexArray {
  values = new Uint32Array(64);
  length = 0;

  push(index: number): void {
    if (this.length === this.values.length) {
      const grown = new Uint32Array(this.values.length * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length++] = index;
  }
}

/** A growing series without decimation. */
export class NumberSeries {
  protected numbers = new Float64Array(256);
  length = 0;

  at(index: number): number {
    return this.numbers[index]!;
  }

  get last(): number | undefined {
    return this.length > 0 ? this.numbers[this.length - 1] : undefined;
  }

  push(value: number): void {
    if (this.length === this.numbers.length) {
      const grown = new Float64Array(this.numbers.length * 2);
      grown.set(this.numbers);
      this.numbers = grown;
    }
    this.numbers[this.length++] = value;
  }
}

export class DecimatedSeries extends NumberSeries {
  private levels: Level[] = [];

  override push(value: number): void {
    super.push(value);
    this.closeBlocks();
  }

  /** First index whose value is at least `value`, in a non-decreasing series; the length if there is none. */
  firstNotBelow(value: number): number {
    return bisectLeft(this.numbers, value, 0, this.length);
  }

  /**
   * About `budget` ascending indices in [from, to). They include both ends and the minimum and maximum of every block between,
   * so that no spike is lost.
   */
  decimate(from: number, to: number, budget: number): readonly number[] {
    const count = to - from;
    if (count <= budget || count <= 2) return Array.from({ length: Math.max(0, count) }, (_, offset) => from + offset);
    let depth = 0;
    while (depth < this.levels.length && (2 * count) / branching ** depth > budget) depth++;
    const kept = [from];
    const keep = (index: number) => {
      if (index > kept.at(-1)! && index < to) kept.push(index);
    };
    const size = branching ** depth;
    for (let block = Math.floor(from / size); block * size < to; block++) {
      const [lowest, highest] = this.extremes(
        block,
        depth,
        Math.max(from, block * size),
        Math.min(to, (block + 1) * size),
      );
      keep(Math.min(lowest, highest));
      keep(Math.max(lowest, highest));
    }
    keep(to - 1);
    return kept;
  }

  /** Indices of the minimum and maximum of one block, clipped to [from, to). Complete blocks are read from the pyramid. */
  private extremes(block: number, depth: number, from: number, to: number): [number, number] {
    const level = this.levels[depth - 1];
    if (level && to - from === branching ** depth && block < level.lowest.length) {
      return [level.lowest.values[block]!, level.highest.values[block]!];
    }
    let lowest = from;
    let highest = from;
    for (let index = from + 1; index < to; index++) {
      if (this.numbers[index]! < this.numbers[lowest]!) lowest = index;
      if (this.numbers[index]! > this.numbers[highest]!) highest = index;
    }
    return [lowest, highest];
  }

  /** After a push: adds an entry to each level whose last block is complete now. */
  private closeBlocks(): void {
    for (let depth = 1; this.length % branching ** depth === 0; depth++) {
      const level = (this.levels[depth - 1] ??= { lowest: new IndexArray(), highest: new IndexArray() });
      const size = branching ** depth;
      let [lowest, highest] = [this.length - size, this.length - size];
      for (let part = 0; part < branching; part++) {
        const [low, high] = this.childExtremes(depth, this.length / size - 1, part);
        if (this.numbers[low]! < this.numbers[lowest]!) lowest = low;
        if (this.numbers[high]! > this.numbers[highest]!) highest = high;
      }
      level.lowest.push(lowest);
      level.highest.push(highest);
    }
  }

  private childExtremes(depth: number, block: number, part: number): [number, number] {
    const child = block * branching + part;
    if (depth === 1) return [child, child];
    const below = this.levels[depth - 2]!;
    return [below.lowest.values[child]!, below.highest.values[child]!];
  }
}
