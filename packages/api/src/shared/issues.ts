import type { z } from 'zod'

type Raw<Code extends z.core.$ZodIssueCode> = z.core.$ZodRawIssue<Extract<z.core.$ZodIssue, { code: Code }>>
type Path = readonly PropertyKey[]

/** Fields whose names in the contract are no words. */
const names = new Map([
  ['args', 'arguments'],
  ['asOf', 'last day'],
  ['email', 'e-mail address'],
  ['expiresAt', 'expiry time'],
  ['idempotencyKey', 'idempotency key'],
  ['redirect_uris', 'redirect addresses'],
])

/** `dueOn` -> "due day", `assigneeId` -> "assignee", `memberDayMicro` -> "member day"; a setting keeps its name. */
function wordsOf(field: string): string {
  if (/^[A-Z0-9_]+$/.test(field)) return field
  const known = names.get(field)
  if (known !== undefined) return known
  return field
    .replace(/(?<=[a-z])(Ids?|Micro)$/, '')
    .replace(/^(is|has)(?=[A-Z])/, '')
    .replace(/(?<=[a-z])On$/, 'Day')
    .replace(/(?<=[a-z])At$/, 'Time')
    .replaceAll(/[A-Z]|_/g, (letter) => ` ${letter === '_' ? '' : letter.toLowerCase()}`)
    .replaceAll(/ +/g, ' ')
    .trim()
}

const isSetting = (name: string) => /^[A-Z]/.test(name)
const withArticle = (name: string) => (isSetting(name) ? name : `the ${name}`)
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** The last name on the way to a value, and which entry of it is meant. */
function fieldIn(path: Path): { name: string; entry: number | null } {
  const at = path.findLastIndex((part) => typeof part === 'string')
  const next = path[at + 1]
  const name = at < 0 ? 'input' : wordsOf(String(path[at]))
  return { name, entry: typeof next === 'number' ? next + 1 : null }
}

/** "the title", "entry 2 of the scopes". */
function object(path: Path): string {
  const { name, entry } = fieldIn(path)
  return entry === null ? withArticle(name) : `entry ${entry} of ${withArticle(name)}`
}

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with fields',
  record: 'an object with fields',
}

const formats: Record<string, string> = {
  uuid: 'must be an id, as the hub gives them',
  email: 'must be a whole address, such as maeve@example.com',
  url: 'must be a whole web address, such as https://example.com',
  datetime: 'must be a date and time, such as 2026-11-20T08:30:00Z',
  date: 'must be a day, such as 2026-11-20',
}

const counted = (count: number | bigint, one: string, many: string) => `${count} ${count === 1 ? one : many}`

/** What is counted of a value of this kind; null where the value itself is compared. */
function sizeOf(origin: string, count: number | bigint): string | null {
  if (origin === 'string') return counted(count, 'character', 'characters')
  return origin === 'array' || origin === 'set' ? counted(count, 'entry', 'entries') : null
}

function tooSmall({ origin, minimum }: Raw<'too_small'>, what: string): string {
  if (origin === 'string' && minimum === 1) return `Fill in ${what}.`
  const size = sizeOf(origin, minimum)
  return size === null
    ? `${capital(what)} must be at least ${minimum}.`
    : `${capital(what)} must have at least ${size}.`
}

function tooBig({ origin, maximum }: Raw<'too_big'>, what: string): string {
  const size = sizeOf(origin, maximum)
  return size === null
    ? `${capital(what)} may be at most ${maximum}.`
    : `${capital(what)} may have at most ${size}.`
}

/** Of an object with more fields its description is the place to look. */
const NAMED_AT_MOST = 40

/** The fields there are, for whoever misspelt one; a key of repeats is for programs that know of it. */
function fieldsOf({ inst }: z.core.$ZodRawIssue): string[] {
  const def: unknown = inst?._zod.def
  const shape = typeof def === 'object' && def !== null && 'shape' in def ? def.shape : null
  const fields = Object.keys(shape ?? {}).filter((name) => name !== 'idempotencyKey')
  return fields.length <= NAMED_AT_MOST ? fields : []
}

function unknownFields(issue: Raw<'unrecognized_keys'>): string {
  const quoted = issue.keys.map((key) => `"${key.slice(0, 100)}"`)
  const none = quoted.length === 1 ? 'There is no field' : 'There are no fields'
  const fields = fieldsOf(issue)
  return `${none} ${quoted.join(', ')} here${fields.length === 0 ? '' : `, but ${fields.join(', ')}`}.`
}

function notAmong({ values }: Raw<'invalid_value'>, what: string): string {
  const choices = values.map(String)
  return choices.length === 1
    ? `${capital(what)} must be ${choices[0]}.`
    : `${capital(what)} must be one of ${choices.join(', ')}.`
}

/** Whether one of several forms is the one that was meant: the value is of its kind, and something in it is wrong. */
const isMeant = (faults: readonly z.core.$ZodIssue[], input: unknown): boolean =>
  faults.every(({ code, path }) => code !== 'invalid_type' || path.length > 0) &&
  (!Array.isArray(input) || faults.some(({ code, path }) => path.length > 0 || code.startsWith('too_')))

/** What is wrong with the form that was meant: of "one or several" with the one. */
function noForm({ options, errors, input, path = [] }: Raw<'invalid_union'>, what: string): string {
  if (Array.isArray(options)) return `${capital(what)} must be one of ${options.map(String).join(', ')}.`
  const [fault] = errors.find((faults) => isMeant(faults, input)) ?? []
  if (!fault) return `${capital(what)} has none of the forms it may have.`
  // Its words were made where it stands by itself; words of the schema are kept.
  const alone = { ...fault, input } as z.core.$ZodRawIssue
  const isOwn = fault.message !== plainIssue(alone)
  return isOwn ? fault.message : plainIssue({ ...alone, path: [...path, ...fault.path] })
}

/** What to do about each kind of fault, where the schema itself has no words for it. */
const sentences: { [Code in z.core.$ZodIssueCode]: (issue: Raw<Code>, what: string) => string } = {
  too_small: tooSmall,
  too_big: tooBig,
  invalid_type: ({ expected }, what) => `${capital(what)} must be ${kinds[expected] ?? expected}.`,
  invalid_value: notAmong,
  invalid_format: ({ format, input }, what) =>
    // Nobody writes an id: an empty one is a choice that was not made.
    format === 'uuid' && input === ''
      ? `Choose ${what}.`
      : `${capital(what)} ${formats[format] ?? 'is not written as it has to be'}.`,
  unrecognized_keys: unknownFields,
  invalid_union: noForm,
  not_multiple_of: ({ divisor }, what) => `${capital(what)} must be a multiple of ${divisor}.`,
  invalid_key: (_issue, what) => `${capital(what)} has a name that it may not have.`,
  invalid_element: (_issue, what) => `${capital(what)} has an entry that it may not have.`,
  custom: (_issue, what) => `${capital(what)} is not right.`,
}

/** The one table from what zod finds to a sentence a person can act on; every door and every form takes its words. */
export function plainIssue(issue: z.core.$ZodRawIssue): string {
  const path = issue.path ?? []
  const what = object(path)
  if (issue.input === undefined && path.length > 0 && issue.code !== 'custom') return `Fill in ${what}.`
  // The table gives each code the row for its own kind of issue.
  const sentence = sentences[issue.code] as (issue: z.core.$ZodRawIssue, what: string) => string
  return sentence(issue, what)
}

/** A fault as one sentence that names its field, also where the schema's own words leave that to the place they are shown. */
export function namedIssue({ path, message }: Pick<z.core.$ZodIssue, 'path' | 'message'>): string {
  const { name } = fieldIn(path)
  const isNamed = path.length === 0 || message.toLowerCase().includes(name.toLowerCase())
  return isNamed ? message : `${capital(name)}: ${message}`
}

/** A wrong setting as a sentence that names it; its schema's own words leave the name to this place. */
export function settingIssue({ path, message }: Pick<z.core.$ZodIssue, 'path' | 'message'>): string {
  const name = path.join('.')
  if (!message.endsWith('.')) return `${name} ${message}.`
  return message.includes(name) ? message : `${name}: ${message}`
}
