// Programs that are not in any npm package, from Debian's: installed only where we may.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Installs Debian packages as root on a Debian; elsewhere it does nothing, and whoever needs them says so. */
export function installFromDebian(...packages) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.error(`Installing ${packages.join(', ')} (apt-get) ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 2, 2], env });
  }
}
