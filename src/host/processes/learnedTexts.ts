// Which texts the predictor has learned: their lengths, and the folders that contain them. Deleting a branch reports thousands of
// files, so each question takes the same time however many texts there are.

export class LearnedTexts {
  /** UTF-16 units, by path. */
  private readonly lengths = new Map<string, number>();
  /** All folders that contain a text, however deep. Without a slash at the end. */
  private readonly folders = new Set<string>();
  private total = 0;
  private readonly onCleared: () => void;

  /** `onCleared`: texts were learned, and none is any more. */
  constructor(onCleared = (): void => undefined) {
    this.onCleared = onCleared;
  }

  get size(): number {
    return this.lengths.size;
  }

  /** UTF-16 units. */
  get totalLength(): number {
    return this.total;
  }

  get paths(): Iterable<string> {
    return this.lengths.keys();
  }

  has(path: string): boolean {
    return this.lengths.has(path);
  }

  /** UTF-16 units; 0 where the text is not learned. */
  lengthOf(path: string): number {
    return this.lengths.get(path) ?? 0;
  }

  hasIn(folder: string): boolean {
    return this.folders.has(folder);
  }

  /** Whether all texts are among these, and none has become empty. */
  areAllIn(texts: readonly { readonly path: string; readonly text: string }[]): boolean {
    const kept = texts.filter(({ path, text }) => text !== '' || this.lengthOf(path) === 0);
    const paths = new Set(kept.map(({ path }) => path));
    for (const path of this.lengths.keys()) if (!paths.has(path)) return false;
    return true;
  }

  set(path: string, length: number): void {
    this.total += length - this.lengthOf(path);
    this.lengths.set(path, length);
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (this.folders.has(folder)) break;
      this.folders.add(folder);
    }
  }

  clear(): void {
    if (this.size === 0) return;
    this.lengths.clear();
    this.folders.clear();
    this.total = 0;
    this.onCleared();
  }
}
