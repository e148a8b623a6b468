// An empty document. Modules that read their translations at import time fall back to English; Lit, which creates a tree walker at
// import time, can be imported but not render.
export function installFakeDocument(): void {
  Object.assign(globalThis, { document: { getElementById: () => null, createTreeWalker: () => ({}) } });
}
