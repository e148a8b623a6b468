// The guard's place in the extension host. The editor takes NODE_OPTIONS from its own children; this gives it back to those
// that an extension starts.
import './watch.mjs';

process.env.NODE_OPTIONS = `--import=${new URL('watch.mjs', import.meta.url).href}`;

export function activate() {
  // Being loaded is all.
}
