// Places of passwords where a label in one of several languages, a function, a command or a format names them.
import type { Place } from './plantedSecrets.ts';

export const labeledPlaces: Readonly<Record<string, Place>> = {
  'a sentence with words between': {
    path: 'a.md',
    text: (v) => `I changed the password for the staging server to ${v} today.\n`,
  },
  'a sentence in German': { path: 'a.md', text: (v) => `Das Kennwort für den Zugang zum Portal lautet „${v}“.\n` },
  'a sentence in French': { path: 'a.md', text: (v) => `Le mot de passe du routeur est « ${v} ».\n` },
  'a sentence in Spanish': { path: 'a.md', text: (v) => `La contraseña del wifi es: ${v}\n` },
  'a label in French': { path: 'a.txt', text: (v) => `mdp : ${v}\n` },
  'a label in Spanish': { path: 'a.txt', text: (v) => `Clave de acceso = ${v}\n` },
  'a label with a remark': { path: 'a.md', text: (v) => `- Password (staging): ${v}\n` },
  'a label between brackets': { path: 'a.txt', text: (v) => `ssh root@10.0.0.1 (pw ${v})\n` },
  'the line below a heading': { path: 'a.txt', text: (v) => `VPN password\n------------\n${v}\n\nBye\n` },
  'the line below an empty line': { path: 'a.txt', text: (v) => `Your temporary password is:\n\n    ${v}\n` },
  'a table in French': { path: 'a.md', text: (v) => `| nom | mot de passe |\n|---|---|\n| luc | ${v} |\n` },
  'values separated by semicolons': { path: 'a.csv', text: (v) => `Titel;Benutzer;Kennwort;URL\nBank;bob;${v};b\n` },
  'a table of a test': { path: 'a.feature', text: (v) => `  | user | password |\n  | bob | ${v} |\n` },
  'a log': { path: 'a.md', text: (v) => `A temporary password is generated for root@localhost: ${v}\n` },
  'a comparison': { path: 'a.go', text: (v) => `if password != "${v}" { return }\n` },
  'a comparison in Java': { path: 'A.java', text: (v) => `if ("${v}".equals(password)) return;\n` },
  'a constant of another type': { path: 'a.bas', text: (v) => `Const DB_PASSWORD As String = "${v}"\n` },
  'a wrapped string': { path: 'a.rs', text: (v) => `let password = String::from("${v}");\n` },
  'a raw string': { path: 'a.rs', text: (v) => `static DB_PASSWORD: &'static str = r#"${v}"#;\n` },
  'a conditional value': { path: 'a.ts', text: (v) => `password: isProd ? process.env.PW! : '${v}',\n` },
  'a field of a page': { path: 'a.ts', text: (v) => `await page.locator('#password').fill('${v}');\n` },
  'a default of an option': { path: 'a.py', text: (v) => `add_argument('--password', default='${v}')\n` },
  'an assignment to the right': { path: 'a.R', text: (v) => `"${v}" -> passwd\n` },
  'the arguments of a connection': { path: 'a.py', text: (v) => `connect("localhost", "root", "${v}", "shop")\n` },
  'the arguments of a constructor': { path: 'a.php', text: (v) => `$pdo = new PDO('mysql:host=x', 'root', '${v}');\n` },
  'a signing key': { path: 'a.js', text: (v) => `jwt.sign(payload, '${v}', { expiresIn: '1h' });\n` },
  'encoded credentials': { path: 'a.js', text: (v) => `headers.set('Authorization', btoa('bob:${v}'));\n` },
  'a list of secrets': { path: 'a.json', text: (v) => `{ "passwords": ["${v}", "x"] }\n` },
  'an object of secrets': { path: 'a.json', text: (v) => `{ "secrets": { "db": { "value": "${v}" } } }\n` },
  'a list in YAML': { path: 'a.yml', text: (v) => `passwords:\n  - ${v}\n` },
  'a value after its name': { path: 'a.json', text: (v) => `{ "key": "password", "type": "text", "value": "${v}" }\n` },
  'a cell of a page': { path: 'a.html', text: (v) => `<tr><td>Password</td><td><code>${v}</code></td></tr>\n` },
  'a nested element': { path: 'a.xml', text: (v) => `<property name="password"><value>${v}</value></property>\n` },
  'a named element': { path: 'a.xml', text: (v) => `<string name="db_password">${v}</string>\n` },
  'character data': { path: 'a.xml', text: (v) => `<param name="pwd"><![CDATA[${v}]]></param>\n` },
  'an option of an archive': { path: 'a.sh', text: (v) => `7z a -p${v} out.7z dir\n` },
  'an option of a key store': { path: 'a.sh', text: (v) => `keytool -genkey -alias a -keypass ${v}\n` },
  'an option of a remote desktop': { path: 'a.bat', text: (v) => `xfreerdp /u:bob /p:${v} /v:10.0.0.4\n` },
  'a new user of Windows': { path: 'a.bat', text: (v) => `net user backup ${v} /add\n` },
  'a piped login': { path: 'a.sh', text: (v) => `echo 'root:${v}' | chpasswd\n` },
  'a here document': { path: 'a.sh', text: (v) => `passwd root <<EOP\n${v}\nEOP\n` },
  'a transfer': { path: 'a.sh', text: (v) => `lftp -u bob,${v} ftp.example.com\n` },
  'a joined name': { path: 'a.yml', text: (v) => `ldap_bindpw: ${v}\n` },
  'a database user': { path: 'a.sql', text: (v) => `CREATE USER bob IDENTIFIED BY ${v} DEFAULT TABLESPACE u;\n` },
  'the key of a database file': { path: 'a.sql', text: (v) => `PRAGMA key = '${v}';\n` },
  'a login line of PostgreSQL': { path: 'a.txt', text: (v) => `localhost:5432:*:bob:${v}\n` },
  'a router': { path: 'a.txt', text: (v) => `snmp-server community ${v} RO\n` },
  'a pre-shared key': { path: 'a.txt', text: (v) => `bob : EAP "${v}"\n` },
  'the name of a data source': { path: 'a.go', text: (v) => `dsn := "bob:${v}@tcp(127.0.0.1:3306)/shop"\n` },
  'an encoded address': {
    path: 'a.md',
    text: (v) => `See https://x.org/?to=https%3A%2F%2Fbob%3A${encodeURIComponent(v)}%40h%2F now\n`,
  },
  'a table of a wiki': { path: 'a.txt', text: (v) => `! User !! Password\n|-\n| bob || ${v}\n|}\n` },
  'a table of an issue': { path: 'a.txt', text: (v) => `||user||password||\n|bob|${v}|\n` },
  'the subject of a sentence': { path: 'a.md', text: (v) => `${v} is the new password\n` },
  'a login in two quotes': { path: 'a.md', text: (v) => `Log in with \`bob@example.com\` / \`${v}\`\n` },
  'an installation file': { path: 'a.txt', text: (v) => `rootpw --plaintext ${v}\n` },
  'a list of users': { path: 'a.yml', text: (v) => `chpasswd:\n  list: |\n    ubuntu:${v}\n` },
  'an abbreviated label': { path: 'a.txt', text: (v) => `Kennw.: ${v}\n` },
  'quotes that are doubled': { path: 'a.yml', text: (v) => `db:\n  password: 'it''s${v}'\n` },
  'doubled quotes in SQL': { path: 'a.sql', text: (v) => `ALTER USER bob PASSWORD 'it''s${v}';\n` },
  'three quotes': { path: 'a.toml', text: (v) => `password = """${v}"""\n` },
  'a login module': {
    path: 'a.conf',
    text: (v) => `Client {\n  a.PlainLoginModule required\n  username="bob"\n  user_admin="${v}";\n};\n`,
  },
  'a login module in a property': {
    path: 'a.properties',
    text: (v) => `sasl.jaas.config=a.ScramLoginModule required user_bob="${v}" \\\n  user_eve="${v}";\n`,
  },
  'braces in Tcl': { path: 'a.tcl', text: (v) => `set pw {${v}}\n` },
  'a variable of Tcl': { path: 'a.tcl', text: (v) => `variable dbPassword {${v}}\nset conf(password) {${v}}\n` },
  'copied rows': {
    path: 'a.sql',
    text: (v) => `COPY public.users (name, password, note) FROM stdin;\nbob\t${v}\t\\N\neve\t${v}\tx\n\\.\n\nEND;\n`,
  },
  'copied rows of one column': { path: 'a.sql', text: (v) => `COPY t (token) FROM stdin;\n${v}\n${v}\n\\.\n` },
  'copied values': { path: 'a.sql', text: (v) => `COPY t (a, "password") FROM stdin (FORMAT csv);\nbob,${v}\n\\.\n` },
  'a value that goes on on the next line': { path: 'a.properties', text: (v) => `db.password=first\\\n    ${v}\n` },
  'a value that begins on the next line': { path: 'a.properties', text: (v) => `db.password = \\\n    ${v}\n` },
  'a variable that goes on on the next line': { path: 'a.sh', text: (v) => `export DB_PASSWORD=one\\\n${v}\n` },
  'a string that goes on on the next line': { path: 'a.js', text: (v) => `const password = 'one\\\n${v}';\n` },
  'a default of a property': { path: 'A.java', text: (v) => '@Value("${db.password:' + v + '}") String pw;\n' },
};

/** Their values are recognized as soon as the name is typed below. */
export const laterNamedPlaces: Readonly<Record<string, Place>> = {
  'a list of variables': { path: 'a.yml', text: (v) => `env:\n  - value: ${v}\n    name: DB_PASSWORD\n` },
  'a list of variables in quotes': { path: 'a.yml', text: (v) => `- value: '${v}'\n  name: "SMTP_PASS"\n` },
  'a list in JSON': {
    path: 'a.json',
    text: (v) => `[\n  {\n    "value": "${v}",\n    "name": "db_password"\n  }\n]\n`,
  },
  'a list in JSON with a type': {
    path: 'a.json',
    text: (v) => `[{ "Value": "${v}",\n   "Type": "secure",\n   "Name": "ApiPassword" }]\n`,
  },
  'parameters of a stack': {
    path: 'a.json',
    text: (v) => `[{ "ParameterValue": "${v}",\n "ParameterKey": "DBPassword" }]\n`,
  },
  'elements of XML': {
    path: 'a.xml',
    text: (v) => `<property>\n  <value>${v}</value>\n  <name>db.password</name>\n</property>\n`,
  },
  'attributes of XML': { path: 'a.xml', text: (v) => `<property\n  value="${v}"\n  name="db.password"/>\n` },
};

/** Passwords as people choose them. */
export const chosenPasswords: readonly string[] = [
  'Sommer2024!',
  'walnut.maple15',
  'Harbor-dragon-8328',
  'CopperCactus1510',
  'h4rb0rSunset?55x',
];

/** Words that a person chose, where nothing but a label tells that they are secret. */
export const passphrasePlaces: Readonly<Record<string, Place>> = {
  'a label': { path: 'a.md', text: (v) => `Passphrase: ${v}\n` },
  'a label in Spanish': { path: 'a.md', text: (v) => `Frase de contraseña: ${v}\n` },
  'a sentence': { path: 'a.md', text: (v) => `The passphrase for the key is "${v}".\n` },
  'an environment file': { path: 'a.txt', text: (v) => `DB_PASSWORD = ${v}\n` },
};
