// A document without anything in it, for what looks for its texts when it is loaded: they are English then.
export function standInDocument(): void {
  Object.assign(globalThis, { document: { getElementById: () => null } });
}
