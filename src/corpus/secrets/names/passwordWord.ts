// Words for a password in several languages, as part of a regular expression without regard to case, and how they begin.

/** Words other than English and German ones that mean a password and nothing else. */
const foreignWords: readonly string[] = (
  'contrasena contraseña contrasenya senha wachtwoord haslo hasło heslo lösenord adgangskode salasana sifre jelszó lozinka geslo ' +
  'palavra-passe parool kata_sandi mật_khẩu'
).split(' ');
const wordsBeyondAscii: readonly string[] =
  'şifre Şifre пароль пароля парола κωδικός סיסמה كلمة_المرور كلمة_السر 密码 密碼 口令 パスワード 비밀번호 비번 암호'.split(
    ' ',
  );
const withBlanks = (words: readonly string[]): readonly string[] => words.map((word) => word.replace('_', ' '));
/** The same, for a word scanner. */
export const foreignStarts: readonly string[] = withBlanks([...foreignWords, ...wordsBeyondAscii]);

/** Words that mean a password and nothing else. The look-ahead makes the expression faster where another word stands. */
export const passwordWord = [
  'pass(?:word|wort|phrase|wd|code|ord)|passwd|pwd|kennwort|mots?[ _-]?de[ _-]?passe|phrase[ _-]secr[eè]te|salasana on',
  ...withBlanks(foreignWords),
  `(?=[^\\x00-\\x7f])(?:${withBlanks(wordsBeyondAscii).join('|')})`,
].join('|');
/** Short words, which must stand alone. */
const shortWord = '(?<![A-Za-z])(?:pw|kw(?=:)|pass|mdp|psk|creds|pin)(?![A-Za-z])';
/** What a password is for: at most four words. */
export const purpose = String.raw`[ \t]+(?:for|of|on|at|für|fürs|zum|zur|vom|von|im|pour|du|de|per|para)(?:[ \t]+[\w.@äöüÄÖÜßéèáíóñ'-]{1,40}){1,4}?`;
/** The same, or a remark: "(old)". */
export const about = String.raw`(?:${purpose}|[ \t]\([\w ,-]{1,30}\))`;
/** Words that name a password, or come just before one. */
export const nearbyWord = `${passwordWord}|getpass|credentials?|zugangs(?:daten|code)|entsperrcode|anmeldedaten|kennw\\.|passw(?![a-z])|losungswort|(?:security|geheim|sicherheits)[ -]?(?:question|frage)|(?:w-?lan-?|netzwerk)?schl(?:ü|ue)ssel(?=:)|(?:wi-?fi|wpa2?)[ -]key|clé[ -](?:du[ -])?(?:wi-?fi|wpa2?|wep)|clave|parol[aăe](?:s[ıi]|m|n[ıi]z)?(?![a-z])|${shortWord}`;

/** How these words begin. */
export const passwordWordStarts: readonly string[] = [
  ...'secret pass pwd pw kennwort anmeldedat kennw. phrase credential creds getpass zugangs entsperr losungs sicherheitsf geheimf wlan w-lan netzwerksch schlüssel schluessel kw: wifi-k clave parola parolă parole'.split(
    ' ',
  ),
  ...`clé w|clé du w|clé-w|wpa k|wpa2 k|wpa-k|wpa2-k|mot de|mot_de|mot-de|motde|mots |mdp|psk|wi-fi|security q|wifi k|pin |pin:|pin=|pin"|pin'|pin_|pin<`.split(
    '|',
  ),
  ...foreignStarts,
];
/** How the names of other secrets begin. */
const otherSecretStarts: readonly string[] =
  'secret token users logins accounts privatek private_k private-k private. masterk master_k master-k master. sessionk session_k cookiek cookie_k signingk signing_k encryptionk encryption_k api_ api- apik accessk access_k access-k recovery client_ client- clients'.split(
    ' ',
  );
/** The same of both. One list for all rules, so that a text is scanned once for it. */
export const secretStarts: readonly string[] = [...passwordWordStarts, ...otherSecretStarts];
/** Words in the names of options, variables and columns whose values are secret. Part of a regular expression. */
export const keyWord = '(?:api|access|private|secret|encryption|signing|master)[ ._-]?key';
export const secretWord = `pass(?:word|wd|phrase)|passwd|pwd|secret|${keyWord}|token`;
