// Finds and starts the browser in which the tests open the served editor: Chromium or Chrome.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { installFromDebian } from './debian.mjs';

const paths = [
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

/** Path of a browser. Installs Debian's Chromium if there is none and this process is root. */
export function ensureBrowser() {
  const found = () => paths.find((path) => path && existsSync(path));
  if (!found()) installFromDebian('chromium', 'fonts-dejavu-core');
  const path = found();
  if (path) return path;
  throw new Error(
    'No Chromium found. Install it (Debian, Ubuntu: `sudo apt-get install chromium`), or name one: HIDDEN_STATE_BROWSER=/path npm test',
  );
}

/** Starts a browser without a window. Chromium does not support its sandbox for root. */
export function launchBrowser() {
  const args = process.getuid?.() === 0 ? [...flags, '--no-sandbox'] : flags;
  return chromium.launch({ executablePath: ensureBrowser(), headless: true, args });
}
