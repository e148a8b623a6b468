// A value without quotes after a name: where it ends, and whether it is a secret.
import { before, isArgumentSecret, isNamedArgument, nameOfPassword, ownSecret } from './assignment.ts';
import { continuedEnds, joinLines } from './continuedLines.ts';
import type { Range } from './quotedValue.ts';
import { endOfLine, environmentEnd, isEnvironmentName, lines, wordEnds } from './valueEnds.ts';
import type { Places } from '../workLimit.ts';
import { isIdentifier, isLabel, isResource } from '../judge/placeholders.ts';
import { isChosenPassword, isConfiguredSecret, isNamedSecret } from '../judge/secretValue.ts';
import { isJoinedPassphrase } from '../judge/passphrase.ts';

/** The end of a name in a sentence, which may stand in a documentation string. */
const sentence = /[ \t](?:is|was|ist|lautet|est)(?:[ \t]{1,4}\w{2,6})?[: \t]{1,8}$/i;
const comment = /(?:^|\s)(?:\/\/|\/?\*|#|--|;|%|<!--|rem\b)/i;
/** Longer code before a value is not searched for a comment. */
const longestCode = 400;
/** Whether a value is a secret is decided by its beginning. */
const longestJudged = 120;
const nextVariable = /^[A-Z][A-Z\d_]*=/;

/** In source code a value without quotes is a name; elsewhere it is a value. */
export const sourceFile =
  /\.(?:[cm]?[jt]sx?|py|pyi|rb|go|rs|java|kt|kts|scala|c|h|cc|cpp|hpp|cs|swift|m|mm|php|pl|lua|dart|ex|exs|erl|hs|ml|fs|clj|vue|svelte|r|jl|zig|nim|groovy|gradle|ino|tf|hcl|nix|jsonnet|prisma)$/i;

/** Text for people, in which a word after a name is a word. */
export const proseFile = /\.(?:md|mdx|markdown|txt|rst|adoc|org|tex|html?|eml|log)$/i;
/** Texts for users: de.yml, locales/en-US.yml. */
export const localeFile =
  /(?:^|[/._-])(?:(?:ar|bg|ca|cs|da|de|el|en|es|et|fi|fr|he|hi|hr|hu|id|it|ja|ko|lt|lv|nb|nl|no|pl|pt|ro|ru|sk|sl|sr|sv|th|tr|uk|vi|zh)(?:[-_][a-z]{2})?\.ya?ml$|(?:i18n|l10n|locales?|lang(?:uages)?|translations?|messages)[/.])/i;

/** Each line is a name and a value. */
const propertyFile = /\.(?:properties|ini|cfg|conf|cnf|env)$/i;

/**
 * Returns what finds the secret without quotes after a name. `strong`: the name is that of a password, and no argument. The matches must
 * ascend.
 */
export function bareValues(
  text: string,
  places: Places,
  path: string,
): (match: RegExpExecArray, strong: boolean) => Range | undefined {
  const isSource = sourceFile.test(path);
  const isProperty = propertyFile.test(path);
  const lineAt = lines(text);
  const [wordEnd, continuedEnd] = [wordEnds(text), continuedEnds(text)];
  return (match, strong) => {
    const [assigned] = match;
    const line = lineAt(match.index);
    const start = match.index + assigned.length;
    // On a line that is too long to look for the beginning of a comment, everything is checked.
    const code = match.index - line.start > longestCode ? undefined : text.slice(line.start, match.index);
    const isValue = code === undefined || comment.test(code) || (/\w=$/.test(assigned) && isInString(code));
    if (isSource && !isValue && !sentence.test(assigned)) return undefined;
    const isContinued = /\\\n[ \t]*$/.test(assigned);
    const isEnvironment = code !== undefined && isEnvironmentName(code, joinLines(assigned), isProperty);
    const firstEnd = isEnvironment
      ? environmentEnd(text, start, isContinued ? endOfLine(text, start) : line.end)
      : wordEnd(start);
    const end = continuedEnd(firstEnd, isEnvironment && isProperty);
    const judged = text.slice(start, Math.min(end, start + longestJudged));
    places.spend(match.index, judged.length >> 2);
    const value = joinLines(judged);
    // A command may follow: PGPASSWORD=… psql
    if (isEnvironment && strong && /\s/.test(value) && !isConfiguredSecret(value)) {
      const word = wordEnd(start);
      return isConfiguredSecret(text.slice(start, word)) ? { start, end: word } : undefined;
    }
    if (isSource && !isValue && !isChosenPassword(value)) return undefined;
    if (match.groups!['macro'] !== undefined) return isNamedArgument(value) ? { start, end } : undefined;
    const isLast = end === line.end || '.,;)'.includes(text[end]!);
    if (match.groups!['adjacent'] !== undefined && !(strong && isChosenPassword(value, isLast ? 'named' : 'near'))) {
      // A name and a value that have a line for themselves.
      const isAlone = strong && end === line.end && /^\s*(?:[\w-]{1,40}[._-])?$/.test(code ?? '-');
      return isAlone && (isProperty ? isConfiguredSecret(value) : isArgumentSecret(value)) ? { start, end } : undefined;
    }
    // The next line may hold the next name of a list, or the next variable.
    if (assigned.includes('\n') && (text[end] === ':' || value.endsWith(':') || nextVariable.test(value)))
      return undefined;
    // ${PASSWORD:+text} and ${PASSWORD:?message} of a shell.
    if (/^[+?]/.test(value) && /\$\{\w*$/.test(code ?? '')) return undefined;
    const isAccepted = (isEnvironment && strong) || isWord(match, strong, value);
    const weak = match.groups!['weak'] ?? '';
    // After a colon, several words may name a secret that is kept elsewhere, as in Kubernetes.
    const mayBeName = !assigned.includes('=') && !sentence.test(assigned);
    const isName = mayBeName && (/[\w.-]$/.test(before(match, 1)) || isResource(value));
    const mayBeWords = /^secret$/i.test(weak) && !isName;
    const place = isProperty && mayBeWords ? 'named' : 'announced';
    const isJoined = isJoinedPassphrase(value) || (isProperty && joinedCapitals.test(value) && !isLabel(value));
    if (ownSecret.test(weak) && (isChosenPassword(value, place) || (mayBeWords && isJoined))) return { start, end };
    return (isAccepted ? isConfiguredSecret(value) : isNamedSecret(value, { isStrong: strong }))
      ? { start, end }
      : undefined;
  };
}

/** Words with a capital letter among them, which names of resources do not have. */
const joinedCapitals = /^(?=.{8})(?=.{0,64}[-_]\p{Lu}\p{Ll}\p{Ll})\p{L}{2,16}(?:[-_]\p{L}{2,16})+$/u;

/** Words after a name where nothing but its value can stand: right after an equals sign, or joined by hyphens. */
function isWord(match: RegExpExecArray, strong: boolean, value: string): boolean {
  const [assigned] = match;
  if (!strong) return false;
  if (/^[A-Z\d_]+=$/.test(assigned)) return true;
  // In a command, a message of a program, or the query of an address.
  if (/^\w+=$/.test(assigned) && nameOfPassword.test(assigned))
    return !isLabel(value) && (/[?&]$/.test(before(match, 1)) || !isIdentifier(value));
  return match.groups!['adjacent'] === undefined && isJoinedPassphrase(value);
}

/** "host=db password=…" in a string literal. */
function isInString(before: string): boolean {
  const count = { '"': 0, "'": 0, '`': 0 };
  for (const character of before) if (character === '"' || character === "'" || character === '`') count[character]++;
  return Object.values(count).some((quotes) => quotes % 2 === 1);
}
