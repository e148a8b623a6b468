// Loads the guard into the extension host. The editor removes NODE_OPTIONS from its child processes; this sets it again for the
// processes that an extension starts.
import './watch.mjs';

process.env.NODE_OPTIONS = `--import=${new URL('watch.mjs', import.meta.url).href}`;

export function activate() {
  // Importing the guard is enough.
}
