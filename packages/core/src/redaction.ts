const HIDDEN = '***';

/** Names of fields, of parameters and of variables whose values are secrets. */
const SECRET_NAME = /^(?:.*[_.-])?(?:password|passwd|passphrase|pgpassword|token|secret_?access_?key|private_?key|api_?key)$/i;

type Replacement = readonly [secret: RegExp, left: string];

/** What is a secret wherever it stands, with what is left of it. */
const CREDENTIALS: readonly Replacement[] = [
  [/(\bhttps?:\/\/)[^\s/?#]*@/gi, `$1${HIDDEN}@`],
  [/(:\/\/[^\s/?#:@]*:)[^\s/?#]*(?=@)/g, `$1${HIDDEN}`],
  [/(-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----)[\s\S]*?(?=-----END |$)/g, `$1${HIDDEN}`],
  [/AGE-SECRET-KEY-1[0-9A-Z]+/g, HIDDEN],
];

/** `password=…` of a connection string. */
const SETTING: Replacement = [
  /\b((?:ssl)?password|passwd|passphrase|token|secret_?(?:access_?)?key)(\s*=\s*)(?:'(?:[^'\\]|\\.)*'?|"(?:[^"\\]|\\.)*"?|[^\s&;'"]+)/gi,
  `$1$2${HIDDEN}`,
];

/** A text without private keys, and without credentials in addresses. */
export function withoutCredentials(text: string): string {
  return replaced(text, CREDENTIALS);
}

function replaced(text: string, replacements: readonly Replacement[]): string {
  return replacements.reduce((rest, [secret, left]) => rest.replace(secret, left), text);
}

/**
 * A value without what may be a secret, for messages and reports: credentials in addresses (`https://user:password@host`), passwords
 * in connection strings (`password=…`), private keys, the data of Secrets, and fields or variables with the name of a secret.
 */
export function redacted<T>(value: T): T {
  return hidden(value, new Map()) as T;
}

function hidden(value: unknown, made: Map<object, unknown>): unknown {
  if (typeof value === 'string') return replaced(value, [...CREDENTIALS, SETTING]);
  if (typeof value !== 'object' || value === null) return value;
  const known = made.get(value);
  if (known) return known;
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    made.set(value, list);
    for (const item of value) list.push(hidden(item, made));
    return list;
  }
  const fields = value as { readonly [name: string]: unknown };
  const map: { [name: string]: unknown } = Object.create(null);
  made.set(value, map);
  const isSecretVariable = Object.hasOwn(fields, 'value') && typeof fields.name === 'string' && SECRET_NAME.test(fields.name);
  const isSecret = fields.kind === 'Secret';
  for (const [name, field] of Object.entries(fields)) {
    const isHidden = SECRET_NAME.test(name) || (isSecretVariable && name === 'value');
    if (isHidden && typeof field === 'string') map[name] = HIDDEN;
    else map[name] = isSecret && /^(?:data|stringData)$/.test(name) ? HIDDEN : hidden(field, made);
  }
  return map;
}
