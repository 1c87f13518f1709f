import { canonicalJson } from '../platform/data/canonical-json.ts'
import type { JsonSchema } from '../platform/catalog/catalog.ts'

export interface Change {
  text: string
  isBreaking: boolean
}

interface Place {
  side: 'input' | 'output'
  /** Procedure, side and property, for the reader. */
  place: string
}

type Kind = 'narrower' | 'wider' | 'other'

/** Callers suffer when less is taken than before, or when answers hold what they did not hold before. */
function change({ side, place }: Place, kind: Kind, what: string): Change {
  const isBreaking = kind === 'other' || kind === (side === 'input' ? 'narrower' : 'wider')
  return { text: `${place}: ${what}`, isBreaking }
}

const shown = (value: unknown) => (value === undefined ? 'none' : JSON.stringify(value))

/** A rule that is there or not, such as a format: its value has no more or less. */
function ruleChange(name: string, [before, after]: [unknown, unknown], at: Place): Change[] {
  if (canonicalJson(before ?? null) === canonicalJson(after ?? null)) return []
  const kind = before === undefined ? 'narrower' : after === undefined ? 'wider' : 'other'
  return [change(at, kind, `${name} was ${shown(before)}, is now ${shown(after)}`)]
}

/** Which way a larger number goes. */
const bounds: Record<string, Kind> = {
  minimum: 'narrower',
  exclusiveMinimum: 'narrower',
  minLength: 'narrower',
  minItems: 'narrower',
  maximum: 'wider',
  exclusiveMaximum: 'wider',
  maxLength: 'wider',
  maxItems: 'wider',
}
const opposite: Record<Kind, Kind> = { narrower: 'wider', wider: 'narrower', other: 'other' }

function boundChanges(before: JsonSchema, after: JsonSchema, at: Place): Change[] {
  return Object.entries(bounds).flatMap(([name, larger]) => {
    const none = larger === 'narrower' ? -Infinity : Infinity
    const [old, now] = [before[name] ?? none, after[name] ?? none] as [number, number]
    if (old === now) return []
    const kind = now > old ? larger : opposite[larger]
    return [change(at, kind, `${name} was ${shown(before[name])}, is now ${shown(after[name])}`)]
  })
}

/** Values a schema names, or undefined where any value of its type will do. */
function valuesOf(schema: JsonSchema): unknown[] | undefined {
  if ('const' in schema) return [schema['const']]
  return Array.isArray(schema['enum']) ? (schema['enum'] as unknown[]) : undefined
}

function valueChanges(before: JsonSchema, after: JsonSchema, at: Place): Change[] {
  const [old, now] = [valuesOf(before), valuesOf(after)]
  if (!old || !now) return ruleChange('values', [old, now], at)
  const lost = old.filter((value) => !now.includes(value))
  const gained = now.filter((value) => !old.includes(value))
  return [
    ...lost.map((value) => change(at, 'narrower', `${shown(value)} is no longer a value`)),
    ...gained.map((value) => change(at, 'wider', `${shown(value)} is a new value`)),
  ]
}

const propertiesOf = (schema: JsonSchema) => (schema['properties'] ?? {}) as Record<string, JsonSchema>
const requires = (schema: JsonSchema, name: string) => ((schema['required'] ?? []) as string[]).includes(name)

function requiredChange(name: string, [was, is]: [boolean, boolean], at: Place): Change[] {
  if (was === is) return []
  return [
    is ? change(at, 'narrower', `${name} is now required`) : change(at, 'wider', `${name} is now optional`),
  ]
}

function propertyChanges(before: JsonSchema, after: JsonSchema, at: Place): Change[] {
  const [old, now] = [propertiesOf(before), propertiesOf(after)]
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((name) => {
    const [was, is] = [old[name], now[name]]
    if (!is) return [change(at, 'other', `${name} is gone`)]
    const needed: [boolean, boolean] = [requires(before, name), requires(after, name)]
    if (!was) {
      // Strict inputs refuse what they do not know, so only answers and optional fields may grow.
      const isBreaking = at.side === 'input' && needed[1]
      return [{ text: `${at.place}: ${name} is new${needed[1] ? ' and required' : ''}`, isBreaking }]
    }
    const inside = { ...at, place: `${at.place}.${name}` }
    return [...requiredChange(name, needed, at), ...schemaChanges(was, is, inside)]
  })
}

function nameOf({ type, $ref }: JsonSchema): string {
  if (typeof type === 'string') return type
  return typeof $ref === 'string' ? $ref : 'anything'
}

/** Alternatives of a schema by what tells them apart: the type, and for objects the constant properties. */
function optionsOf(schema: JsonSchema): Map<string, JsonSchema> {
  const listed = schema['anyOf'] ?? schema['oneOf']
  const options = Array.isArray(listed) ? (listed as JsonSchema[]) : [schema]
  const found = new Map<string, JsonSchema>()
  for (const option of options.flatMap(oneType)) {
    const constants = Object.entries(propertiesOf(option)).filter(([, property]) => 'const' in property)
    const tags = constants.map(([name, property]) => ` with ${name} ${shown(property['const'])}`)
    let key = `${nameOf(option)}${tags.join('')}`
    while (found.has(key)) key += ' again'
    found.set(key, option)
  }
  return found
}

const oneType = (schema: JsonSchema): JsonSchema[] =>
  Array.isArray(schema['type']) ? schema['type'].map((type: unknown) => ({ ...schema, type })) : [schema]

const compared = new Set([
  ...Object.keys(bounds),
  'type',
  'const',
  'enum',
  'properties',
  'required',
  'items',
  'default',
  'anyOf',
  'oneOf',
])

/** Keywords without a rule of their own; a difference in them is for a person to judge. */
function otherChanges(before: JsonSchema, after: JsonSchema, at: Place): Change[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names
    .filter((name) => !compared.has(name))
    .flatMap((name) => ruleChange(name, [before[name], after[name]], at))
}

function defaultChange({ default: was }: JsonSchema, { default: is }: JsonSchema, at: Place): Change[] {
  if (canonicalJson(was ?? null) === canonicalJson(is ?? null)) return []
  return [{ text: `${at.place}: default was ${shown(was)}, is now ${shown(is)}`, isBreaking: false }]
}

function optionChanges(before: JsonSchema, after: JsonSchema, at: Place): Change[] {
  const items = (schema: JsonSchema) => (schema['items'] ?? {}) as JsonSchema
  const hasItems = 'items' in before || 'items' in after
  return [
    ...valueChanges(before, after, at),
    ...boundChanges(before, after, at),
    ...propertyChanges(before, after, at),
    ...otherChanges(before, after, at),
    ...(hasItems ? schemaChanges(items(before), items(after), { ...at, place: `${at.place}[]` }) : []),
  ]
}

/** Every difference between two JSON Schemas, in the words of somebody who calls the procedure. */
export function schemaChanges(before: JsonSchema, after: JsonSchema, at: Place): Change[] {
  if (canonicalJson(before) === canonicalJson(after)) return []
  const [old, now] = [optionsOf(before), optionsOf(after)]
  const changes = [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)]
    if (was && is) return optionChanges(was, is, at)
    return [
      was ? change(at, 'narrower', `${key} is no longer possible`) : change(at, 'wider', `${key} is new`),
    ]
  })
  return [...defaultChange(before, after, at), ...changes]
}
