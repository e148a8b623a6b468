// Words for a password in several languages, as part of a regular expression without regard to case, and how they begin.

/** Words that mean a password and nothing else. The look-ahead makes the expression faster where another word stands. */
export const passwordWord = [
  'pass(?:word|wort|phrase|wd|code|ord)|passwd|pwd|kennwort|contrase[nñ]a|mots?[ _-]?de[ _-]?passe|phrase[ _-]secr[eè]te|senha|wachtwoord',
  'contrasenya|has[lł]o|heslo|l[oö]senord|adgangskode|salasana(?: on)?|sifre|jelsz[oó]|lozinka|geslo|palavra-passe|m[aậ]t kh[aẩ]u',
  'kata sandi|pasahitza|slapta[zž]odis|parool|lykilor[dð]',
  '(?=[^\\x00-\\x7f])(?:şifre|парол[ьяюа]|лозинка|κωδικός|סיסמ[הא]|كلمة (?:المرور|السر)|رمز عبور|รหัสผ่าน|पासवर्ड|密[码碼]|口令|パスワード|비밀번호|암호)',
].join('|');
/** Short words, which must stand alone. */
const shortWord = '(?<![A-Za-z])(?:pw|pass|mdp|psk|creds|pin)(?![A-Za-z])';
/** Words that name a password, or come just before one. */
export const nearbyWord = `${passwordWord}|getpass|credentials?|zugangs(?:daten|code)|entsperrcode|anmeldedaten|kennw\\.|passw\\.|clave|parol[aăe](?![a-z])|${shortWord}`;

/** How the words other than English and German ones begin. */
export const foreignStarts: readonly string[] = (
  'contrase senha wachtwoord haslo hasło heslo losenord lösenord adgangskode salasana sifre şifre Şifre jelszo jelszó lozinka geslo ' +
  'palavra- pasahitza slaptazodis slaptažodis parool lykilord lykilorð парол лозинка κωδικός סיסמה סיסמא كلمة ' +
  'รหัสผ่าน पासवर्ड 密码 密碼 口令 パスワード 비밀번호 암호'
)
  .split(' ')
  .concat(['mat khau', 'mật khẩu', 'kata sandi', 'رمز عبور']);
/** How these words begin. */
export const passwordWordStarts: readonly string[] = [
  ...'secret pass pwd pw kennwort anmeldedat kennw. phrase credential creds getpass zugangs entsperr clave parola parolă parole'.split(
    ' ',
  ),
  ...foreignStarts,
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
  'secret token users logins accounts sessionk session_k cookiek cookie_k signingk signing_k encryptionk encryption_k api_ api- apik recovery client_ client- clients'.split(
    ' ',
  );
