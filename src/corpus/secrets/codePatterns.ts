// Credentials in source code: arguments of functions, defaults of variables, and quotes of several languages.
import { secretWords, type CredentialPattern } from './credentialPattern.ts';
import { secretWord } from './secretWord.ts';
import {
  isBareSecret,
  isChosenPassword,
  isConfiguredSecret,
  isQuotedSecret,
  isUnmistakable,
  looksSecret,
} from './secretValue.ts';

export const codePatterns: readonly CredentialPattern[] = [
  {
    rule: 'password-default',
    words: secretWords,
    pattern: new RegExp(
      String.raw`(?:${secretWord})[^\n"'\x60;]{0,80}["'\x60]?\]?\)?[ \t]{0,4}(?:\|\||\?\?|\bor\b|,)[ \t]{0,40}(["'\x60])(?<value>[^"'\x60\n]{6,200})\1`,
      'iy',
    ),
    accepts: (value) => looksSecret(value) || isChosenPassword(value),
  },
  {
    // Perl and Ruby: q{…}, %q(…).
    rule: 'quoted-password',
    words: secretWords,
    pattern: new RegExp(
      String.raw`(?:${secretWord}|pass)\w{0,20}["']?\]?\}?[ \t]*(?:=>?|:)[ \t]*(?:%[qQ]?|qq?)[{(\[|/<!](?<value>[^})\]|/>\n]{4,200})`,
      'iy',
    ),
    accepts: (value) => isQuotedSecret(value, true) && isConfiguredSecret(value),
  },
  {
    // Lua: [[…]].
    rule: 'quoted-password',
    words: secretWords,
    pattern: new RegExp(
      String.raw`(?:${secretWord}|pass)\w{0,20}["']?\]?[ \t]*=[ \t]*\[=*\[(?<value>[^\s\]]{4,200})\]=*\]`,
      'iy',
    ),
    accepts: (value) => isQuotedSecret(value, true) && isConfiguredSecret(value),
  },
  {
    rule: 'variable-default',
    words: ['variable'],
    pattern: new RegExp(
      String.raw`\bvariable[ \t]+"[\w-]{0,40}(?:${secretWord})[\w-]{0,40}"[ \t]*\{[^{}]{0,400}?\bdefault[ \t]*=[ \t]*"(?<value>[^"\n]{4,200})"`,
      'iy',
    ),
    accepts: (value) => isQuotedSecret(value, true) && isConfiguredSecret(value),
  },
  {
    rule: 'login-call',
    words: ['login', 'signin', 'sign_in', 'authenticate', 'auth', 'credential'],
    pattern:
      /(?:login|sign_?in|authenticate|auth|credentials?)(?:=?\(|["']?[ \t]*[=:][ \t]*[([])[ \t]*(["'])[^"'\n]{1,100}\1,[ \t]*(["'])(?<value>[^"'\n]{6,200})\2/iy,
    accepts: (value) => isBareSecret(value, true),
  },
  {
    // The user and the password of a header, before they are encoded.
    rule: 'authorization-header',
    words: ['buffer.from'],
    pattern: /Buffer\.from\(\s{0,20}(["'`])[\w.@+-]{1,60}:(?<value>(?:(?!\1)[^\n]){6,64})\1/y,
    accepts: isChosenPassword,
  },
  {
    // The password of a key store in Java.
    rule: 'secret-argument',
    words: ['".tochararray'],
    pattern: /(?<="(?<value>[^\s"\\]{6,64}))"\.toCharArray\(/y,
    accepts: isChosenPassword,
  },
  {
    // Keys of ciphers, which have 16 bytes or more.
    rule: 'secret-argument',
    words: ['".getbytes'],
    pattern: /(?<=key\w{0,12}[ \t]{0,8}=[ \t]{0,8}"(?<value>[^\s"\\]{16,64}))"\.getBytes\(/iy,
    accepts: isUnmistakable,
  },
  {
    rule: 'secret-argument',
    words: ['[]byte("'],
    pattern: /(?<=key\w{0,12}[ \t]{0,8}:?=[ \t]{0,8})\[\]byte\("(?<value>[^\s"\\]{16,64})"\)/iy,
    accepts: isUnmistakable,
  },
];
