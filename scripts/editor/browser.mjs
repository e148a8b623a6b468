// The browser that shows the served editor to the tests: Chromium or Chrome, whichever the machine has.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { installFromDebian } from './debian.mjs';

const places = [
  process.env.HIDDEN_STATE_BROWSER,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** Path of a browser; installs Debian's where there is none and we may. */
export function ensureBrowser() {
  const found = () => places.find((path) => path && existsSync(path));
  if (!found()) installFromDebian('chromium', 'fonts-dejavu-core');
  const path = found();
  if (path) return path;
  throw new Error(
    'No Chromium found. Install it (Debian, Ubuntu: `sudo apt-get install chromium`), or name one: HIDDEN_STATE_BROWSER=/path npm test',
  );
}

/** A browser without a window. As root it has to do without its sandbox. */
export function launchBrowser() {
  const args = process.getuid?.() === 0 ? [...flags, '--no-sandbox'] : flags;
  return chromium.launch({ executablePath: ensureBrowser(), headless: true, args });
}
