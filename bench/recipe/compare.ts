// Compares two curves of held-out bits per character over time.

export interface CurvePoint {
  readonly seconds: number;
  readonly characters: number;
  readonly bitsPerChar: number;
}

/** Time at which a curve first reaches `bits`, by linear interpolation; undefined: never. */
export function secondsTo(bits: number, curve: readonly CurvePoint[]): number | undefined {
  const at = curve.findIndex(({ bitsPerChar }) => bitsPerChar <= bits);
  const point = curve[at];
  if (!point) return undefined;
  const before = curve[at - 1];
  if (!before) return point.seconds;
  const share = (before.bitsPerChar - bits) / (before.bitsPerChar - point.bitsPerChar);
  return before.seconds + share * (point.seconds - before.seconds);
}

export interface Comparison {
  /** Best bits per character of both, and the relative saving of ours. */
  readonly ours: number;
  readonly peer: number;
  readonly saving: number;
  /** Ours after a full training, with its schedule, in half the time. */
  readonly oursInHalf: number;
  /** For each point of the peer's curve: our time to the same bits, as a share of the peer's time. */
  readonly timeToEqual: readonly { readonly bitsPerChar: number; readonly shareOfPeerTime: number | undefined }[];
}

export function compare(
  ours: readonly CurvePoint[],
  inHalf: readonly CurvePoint[],
  peer: readonly CurvePoint[],
): Comparison {
  const [a, b] = [best(ours), best(peer)];
  const timeToEqual = peer.map(({ seconds, bitsPerChar }) => {
    const needed = secondsTo(bitsPerChar, ours);
    return { bitsPerChar, shareOfPeerTime: needed === undefined ? undefined : needed / seconds };
  });
  return { ours: a, peer: b, saving: 1 - a / b, oursInHalf: best(inHalf), timeToEqual };
}

/** A training keeps its best weights. */
function best(curve: readonly CurvePoint[]): number {
  return Math.min(...curve.map(({ bitsPerChar }) => bitsPerChar));
}
