// The files of the dashboard in a browser: the same as in the extension, and the script that stands for the editor. This module is
// as deep in the folders as the bundle of the npm package.
import { readFileSync } from 'node:fs';

export interface Content {
  readonly type: string;
  readonly body: string | Buffer;
}

const fileOf = (path: string): Buffer => readFileSync(new URL(`../../${path}`, import.meta.url));

/** By path. */
export function dashboardFiles(): ReadonlyMap<string, Content> {
  const style = Buffer.concat(['build/ui/bridge.css', 'dist/dashboard.css'].map(fileOf));
  return new Map([
    ['/bridge.js', { type: 'text/javascript', body: fileOf('build/ui/bridge.js') }],
    ['/dashboard.js', { type: 'text/javascript', body: fileOf('dist/dashboard.js') }],
    ['/dashboard.css', { type: 'text/css', body: style }],
  ]);
}
