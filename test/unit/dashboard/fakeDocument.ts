// An empty document. Modules that read their translations at import time fall back to English.
export function installFakeDocument(): void {
  Object.assign(globalThis, { document: { getElementById: () => null } });
}
