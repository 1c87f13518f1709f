import { coreOf, entityOf, propertiesOf } from '../../../../platform/catalog/entities.ts'
import type { JsonSchema } from '../../../../platform/catalog/catalog.ts'
import type { FieldWords } from '../../../../platform/catalog/phrases.ts'
import { spokenValue } from '../../../../reading/choices.ts'
import type { Choice } from '../../../../reading/choices.ts'
import { isAmountPattern } from '../../../../shared/money.ts'
import { partOf } from './amounts.ts'
import { timeUnitOf } from './time-units.ts'
import type { TimeUnit } from './time-units.ts'
import type { Line } from './lines.ts'
import { orderWords, taughtOrders } from './order-words.ts'
import type { Part } from './amounts.ts'

export const PERSON = 'organization_member.user_id'

/**
 * `act`: the path of another act, said by what it does. `sum`: an amount of money, sent as a decimal, or with its currency as an
 * object. `lines`: what is sold, each with its price.
 */
export type FieldKind =
  | 'text'
  | 'link'
  | 'email'
  | 'phone'
  | 'host'
  | 'act'
  | 'choice'
  | 'flag'
  | 'day'
  | 'month'
  | 'time'
  | 'number'
  | 'percent'
  | 'sum'
  | 'currency'
  | 'lines'
  | 'person'
  | 'entity'

/** One field of an act's input, as much of it as understanding a sentence takes. */
export interface Field {
  name: string
  kind: FieldKind
  /** What an id is the id of. */
  entity: string | null
  isRequired: boolean
  isNullable: boolean
  /** Words for the values of a choice or a flag, or for numbers, each under a key of its own. */
  choices: readonly Choice[]
  /** The same with what is not learnt, for any list is asked for its order in these words. */
  heard: readonly Choice[]
  /** The value behind each key. */
  values: ReadonlyMap<string, string>
  /** A word or two, such as a tag. */
  isShort: boolean
  /** What a text looks like that is no free one, such as an amount. */
  form: RegExp | null
  /** Of a sum that is sent as an object. */
  priced: Priced | null
  /** What it counts in where it is money. */
  part: Part | null
  /** What it counts in where it is a length of time. */
  lasts: TimeUnit | null
  /** It takes no fractions. */
  isWhole: boolean
  /** It takes several values at once, and one alone as a list of one. */
  isList: boolean
  /** It may take several values as well as one. */
  takesSeveral: boolean
  /** What it takes is sent as text, also where it is a number. */
  isText: boolean
  /** The least and the most it may be, of what is a number. */
  bounds: Bounds
  /** The value it has when nothing is said. */
  usual: unknown
  /** The field that holds the other end of a span of days. */
  until: string | null
}

/** A word or two by which a look-up may be narrowed, such as a tag. */
export const isWord = ({ kind, isShort, isRequired, form }: Field): boolean =>
  kind === 'text' && isShort && !isRequired && form === null

/** Set by doors and pages, never said. */
const unsaid = new Set(['cursor', 'idempotencyKey', 'version', 'requestId'])

function kindOf(schema: JsonSchema, name: string): FieldKind {
  const core = coreOf(schema)
  const entity = entityOf(core)
  if (entity !== undefined) return entity === PERSON ? 'person' : 'entity'
  if (Array.isArray(core['enum'])) return 'choice'
  if (core['type'] === 'boolean') return 'flag'
  if (/percent$/i.test(name) && core['type'] !== 'object') return 'percent'
  if (core['type'] === 'integer' || core['type'] === 'number') return 'number'
  if (isPriced(core)) return 'sum'
  if (LINE.every((part) => part in propertiesOf(core))) return 'lines'
  return formedKind(core) ?? namedKind(core, name)
}

/** For what an amount counts that is an object with its currency: of a budget the trip, a person or a night. */
export interface Priced {
  /** The field of the object that says so; null where it has none. */
  per: string | null
  /** What people say for each of its values, behind the amount. */
  words: ReadonlyMap<string, readonly string[]>
  usual: unknown
}

const isPriced = (core: JsonSchema): boolean => {
  const { amount, currency } = propertiesOf(core)
  return amount !== undefined && currency !== undefined && isAmountPattern(coreOf(amount)['pattern'])
}

function pricedOf(core: JsonSchema, words: FieldWords): Priced | null {
  if (!isPriced(core)) return null
  const [per] = Object.entries(propertiesOf(core)).filter(([, schema]) =>
    Array.isArray(coreOf(schema)['enum']),
  )
  if (!per) return { per: null, words: new Map(), usual: undefined }
  const [name, schema] = per
  const said = Object.entries(words[name] ?? {}).map(([value, all]) => [value, all] as const)
  return { per: name, words: new Map(said), usual: schema['default'] }
}

/** What a line of an invoice is made of. */
const LINE: readonly (keyof Line)[] = ['description', 'quantity', 'unitPrice']

const byFormat = new Map<unknown, FieldKind>([
  ['date', 'day'],
  ['uri', 'link'],
  ['email', 'email'],
])

/** The name of a website, which is known by its example: no format allows the address of a page there as well. */
const HOST = /^(?:[a-z\d-]+\.)+[a-z]{2,}$/

/** Mail addresses, of which no format allows several with commas. */
const MAIL = /^[^\s@]+@[^\s@]+\.\w+(?:, |$)/

/** What a text is by the form it has. */
function formedKind({ format, pattern, examples }: JsonSchema): FieldKind | undefined {
  const example = Array.isArray(examples) ? String(examples[0]) : ''
  if (HOST.test(example)) return 'host'
  if (MAIL.test(example)) return 'email'
  if (isMonthPattern(pattern)) return 'month'
  return isAmountPattern(pattern) ? 'sum' : byFormat.get(format)
}

/** What a text is by what it is called. */
function namedKind({ type, pattern }: JsonSchema, name: string): FieldKind {
  if (name === 'currency' && type === 'string') return 'currency'
  if (name === 'phone') return 'phone'
  if (name === 'procedure') return 'act'
  return name.endsWith('Time') && typeof pattern === 'string' ? 'time' : 'text'
}

/** Of "2027-05", and of no day in it. */
const isMonthPattern = (pattern: unknown): boolean =>
  typeof pattern === 'string' && pattern.startsWith('^\\d{4}-') && new RegExp(pattern).test('2027-05')

/** "dueFrom" begins what "dueTo" ends. */
const endOf = (name: string, properties: Readonly<Record<string, JsonSchema>>): string | null => {
  if (!/^from$|From$/.test(name)) return null
  const end = name === 'from' ? 'to' : name.replace(/From$/, 'To')
  return end in properties ? end : null
}

const isNull = (schema: JsonSchema) => schema['type'] === 'null'

/** No word anybody says. */
const keyOf = (at: number) => `qzxj${String.fromCodePoint(97 + at)}`

const ownWords = (name: string, value: string): string[] =>
  name === 'sort' ? taughtOrders(value) : [spokenValue(value)]

/** A value is said by the words declared for it; by its own name where none are. */
function choicesOf(
  name: string,
  properties: Readonly<Record<string, JsonSchema>>,
  words: FieldWords[string] = {},
): Pick<Field, 'choices' | 'heard' | 'values'> {
  const own = coreOf(properties[name] ?? {})['enum']
  const values = Array.isArray(own) ? own.map(String) : Object.keys(words)
  const choices = values.map((value, at) => ({
    value: keyOf(at),
    words: words[value] ?? ownWords(name, value),
  }))
  const fields = Object.keys(properties)
  const orders = () => values.map((value, at) => ({ value: keyOf(at), words: orderWords({ value, fields }) }))
  return {
    choices,
    heard: name === 'sort' ? [...choices, ...orders()] : choices,
    values: new Map(values.map((value, at) => [keyOf(at), value])),
  }
}

const LONGEST_SHORT = 60

export type Bounds = readonly [least: number, most: number]

const boundsOf = ({ minimum, maximum }: JsonSchema): Bounds => [
  typeof minimum === 'number' ? minimum : -Infinity,
  typeof maximum === 'number' ? maximum : Infinity,
]

/** The fields of an input that a sentence can fill. */
export function fieldsOf(input: JsonSchema, words: FieldWords): Field[] {
  const properties = propertiesOf(input)
  const required = new Set((input['required'] ?? []) as string[])
  return Object.entries(properties)
    .filter(([name]) => !unsaid.has(name))
    .map(([name, schema]) => {
      const core = coreOf(schema)
      const options = (schema['anyOf'] ?? []) as JsonSchema[]
      return {
        name,
        kind: kindOf(schema, name),
        entity: entityOf(core) ?? null,
        isRequired: required.has(name),
        isNullable: options.some(isNull),
        ...choicesOf(name, properties, words[name]),
        isShort: typeof core['maxLength'] === 'number' && core['maxLength'] <= LONGEST_SHORT,
        form: typeof core['pattern'] === 'string' ? new RegExp(core['pattern']) : null,
        priced: pricedOf(core, words),
        part: partOf(name),
        lasts: timeUnitOf(name),
        isWhole: core['type'] === 'integer',
        isList: schema['type'] === 'array',
        takesSeveral: [schema, ...options].some(({ type }) => type === 'array'),
        isText: core['type'] === 'string',
        bounds: boundsOf(core),
        usual: schema['default'],
        until: kindOf(schema, name) === 'day' ? endOf(name, properties) : null,
      }
    })
}
