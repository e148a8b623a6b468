// Words for a password in several languages, as part of a regular expression without regard to case, and how they begin.

/** Words that mean a password and nothing else. */
export const passwordWord =
  'pass(?:word|wort|phrase|wd|code)|passwd|pwd|kennwort|contrase[nñ]a|mots?[ _-]?de[ _-]?passe|phrase[ _-]secr[eè]te|senha|wachtwoord|пароль|密码|パスワード';
/** Short words, which must stand alone. */
const shortWord = '(?<![A-Za-z])(?:pw|pass|mdp|psk|creds|pin)(?![A-Za-z])';
/** Words that name a password, or come just before one. */
export const nearbyWord = `${passwordWord}|getpass|credentials?|zugangs(?:daten|code)|entsperrcode|anmeldedaten|kennw\\.|passw\\.|clave|${shortWord}`;

/** How these words begin. */
export const passwordWordStarts: readonly string[] = [
  ...'secret pass pwd pw kennwort contrase anmeldedat kennw. phrase senha wachtwoord пароль 密码 パスワード credential creds getpass zugangs entsperr clave'.split(
    ' ',
  ),
  ...[
    'mot de',
    'mot_de',
    'mot-de',
    'motde',
    'mots ',
    'mdp',
    'psk',
    'pin ',
    'pin:',
    'pin=',
    'pin"',
    "pin'",
    'pin_',
    'pin<',
  ],
];
/** How the names of other secrets begin. */
export const otherSecretStarts: readonly string[] =
  'secret token api_ api- apik recovery client_ client- clients'.split(' ');
