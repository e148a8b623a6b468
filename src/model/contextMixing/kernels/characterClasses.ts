// Classes of bytes: 1-5 within words, 6-15 outside.

const classes = memory.data(256);
export const classLetter: u32 = 1;
export const classCapital: u32 = 2;
export const classDigit: u32 = 3;
/** _ and $, which join words in identifiers. */
export const classJoiner: u32 = 4;
/** Bytes of characters above ASCII. */
export const classWide: u32 = 5;
export const classBlank: u32 = 6;
const classControl: u8 = 15;

function setClass(characters: string, characterClass: u32): void {
  for (let i = 0; i < characters.length; i++) store<u8>(classes + <u32>characters.charCodeAt(i), <u8>characterClass);
}

export function prepareCharacterClasses(): void {
  memory.fill(classes, classControl, 128);
  memory.fill(classes + 128, <u8>classWide, 128);
  memory.fill(classes + 97, <u8>classLetter, 26);
  memory.fill(classes + 65, <u8>classCapital, 26);
  memory.fill(classes + 48, <u8>classDigit, 10);
  setClass('_$', classJoiner);
  setClass(' \t', classBlank);
  setClass('\n', 7);
  setClass('([{', 8);
  setClass(')]}', 9);
  setClass('"\'`', 10);
  setClass('.', 11);
  setClass(',;:', 12);
  setClass('=<>|&', 13);
  setClass('/*#', 14);
}

// @ts-ignore: decorator
@inline
export function classOf(byte: u32): u32 {
  return load<u8>(classes + byte);
}

// @ts-ignore: decorator
@inline
export function isWordClass(characterClass: u32): bool {
  return characterClass <= classWide;
}
