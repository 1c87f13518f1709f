const CENSORED = '[redacted]'
/** Longer texts than this are of no use in a log line. */
const LONGEST = 8_000
const DEEPEST = 8

const secretName = /pass(?:word|phrase|wd)|pwd|secret|token|cookie|authorization|credential|api[-_]?key/i

/** What a secret looks like in running text; each row keeps what tells the reader which one was there. */
const patterns: readonly (readonly [RegExp, string])[] = [
  // The parser quotes the body it stumbled over.
  [/,? *(?:\.\.\.)?".*"(?:\.\.\.)? is not valid JSON/gs, ' is not valid JSON'],
  [/\bhub_key_[\w-]+/g, `hub_key_${CENSORED}`],
  [/\bsk-[\w-]{8,}/g, `sk-${CENSORED}`],
  [/\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g, CENSORED],
  [/\b(Bearer|Basic) +[\w\-.~+/=]{6,}/gi, `$1 ${CENSORED}`],
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/?#"']*@/gi, `$1${CENSORED}@`],
  [
    /((?:pass(?:word|phrase|wd)?|pwd|secret|token|cookie|authorization|credential|api[-_]?key|session|refresh|signature)["'\\]*\s*[=:]\s*["'\\]*)(?!\[redacted\]|Bearer|Basic)[^\s"'\\&,;)}\]]+/gi,
    `$1${CENSORED}`,
  ],
  [/([?&#](?:code|key|sig|state|ticket)=)[^\s&#"']+/gi, `$1${CENSORED}`],
  // Our own one-time tokens: 32 random bytes in base64url. Hashes of that form go too, which costs nothing.
  [/(?<![\w-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{43}(?![\w-])/g, CENSORED],
]

/** Takes out of a text what looks like a password, token, key or cookie. */
export function redactText(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text
  return patterns.reduce((left, [pattern, kept]) => left.replace(pattern, kept), short)
}

/** Plain facts of an error. Other properties stay out: libraries hang requests, headers and rows on their errors. */
const errorFields = ['code', 'errno', 'syscall', 'status', 'statusCode', 'reason', 'severity']
const errorNames = ['schema', 'table', 'column', 'constraint', 'routine']

/** What a library hangs on its error as a cause may be the very thing it refused, such as the claims of a token. */
const isTold = (cause: unknown) => cause instanceof Error || typeof cause === 'string'

function redactError(error: Error, above: readonly object[]): Record<string, unknown> {
  const facts = [...errorFields, ...errorNames].flatMap((name) => {
    const value: unknown = Reflect.get(error, name)
    return typeof value === 'string' || typeof value === 'number' ? [[name, redactValue(value, above)]] : []
  })
  const { cause } = error
  return {
    type: error.name,
    message: redactText(error.message),
    stack: redactText(error.stack ?? ''),
    ...Object.fromEntries(facts),
    ...(isTold(cause) && { cause: redactValue(cause, above) }),
    ...(error instanceof AggregateError && { errors: redactValue(error.errors, above) }),
  }
}

function redactValue(value: unknown, above: readonly object[]): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value === 'function' || typeof value === 'symbol') return undefined
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date) return value
  if (above.includes(value)) return '[circular]'
  if (above.length >= DEEPEST) return '[deeper]'
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  const path = [...above, value]
  if (value instanceof Error) return redactError(value, path)
  if (Array.isArray(value)) return value.map((one: unknown) => redactValue(one, path))
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      secretName.test(name) ? censor(inner) : redactValue(inner, path),
    ]),
  )
}

/** Numbers and flags under such a name, for example counts of tokens, are no secrets. */
const censor = (value: unknown): unknown =>
  value === null || ['number', 'boolean', 'undefined'].includes(typeof value) ? value : CENSORED

/**
 * A log entry without secrets: what a secret's name stands over, at any depth, and what looks like one in any text,
 * in messages, stacks and causes of errors too. Errors come out as plain objects of known fields.
 */
export function redactEntry(entry: Record<string, unknown>): Record<string, unknown> {
  return redactValue(entry, []) as Record<string, unknown> // an object that is no error comes back as one
}
