// The icons that the dashboard uses. The build leaves all others out of the icon font.

export const iconNames = [
  'book',
  'check',
  'cloud-download',
  'debug-continue',
  'debug-pause',
  'debug-stop',
  'export',
  'play',
  'symbol-color',
  'table',
  'trash',
] as const;

export type IconName = (typeof iconNames)[number];
