// What two curves of held-out bits per character over time say of each other.

export interface CurvePoint {
  readonly seconds: number;
  readonly characters: number;
  readonly bitsPerChar: number;
}

/** When a curve first came down to `bits`, on straight lines between its points; undefined: never. */
export function secondsTo(bits: number, curve: readonly CurvePoint[]): number | undefined {
  const at = curve.findIndex(({ bitsPerChar }) => bitsPerChar <= bits);
  const point = curve[at];
  if (!point) return undefined;
  const before = curve[at - 1];
  if (!before) return point.seconds;
  const part = (before.bitsPerChar - bits) / (before.bitsPerChar - point.bitsPerChar);
  return before.seconds + part * (point.seconds - before.seconds);
}

export interface Comparison {
  /** Bits of both at the end, and by what part ours are fewer. */
  readonly ours: number;
  readonly peer: number;
  readonly fewer: number;
  /** Ours of a whole training, its schedule included, in half the time. */
  readonly oursInHalf: number;
  /** For each point of the peer's: our time to the same bits, as a part of the peer's time. */
  readonly timeToEqual: readonly { readonly bitsPerChar: number; readonly ofPeersTime: number | undefined }[];
}

export function compare(
  ours: readonly CurvePoint[],
  inHalf: readonly CurvePoint[],
  peer: readonly CurvePoint[],
): Comparison {
  const [a, b] = [best(ours), best(peer)];
  const timeToEqual = peer.map(({ seconds, bitsPerChar }) => {
    const needed = secondsTo(bitsPerChar, ours);
    return { bitsPerChar, ofPeersTime: needed === undefined ? undefined : needed / seconds };
  });
  return { ours: a, peer: b, fewer: 1 - a / b, oursInHalf: best(inHalf), timeToEqual };
}

/** The best weights are the ones that are kept. */
function best(curve: readonly CurvePoint[]): number {
  return Math.min(...curve.map(({ bitsPerChar }) => bitsPerChar));
}
