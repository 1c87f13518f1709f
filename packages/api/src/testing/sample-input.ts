import type { JsonSchema } from '../platform/catalog/catalog.ts'

export interface Sample {
  input: Record<string, unknown>
  /** Entities whose ids stand in the input, one for each place. */
  entities: string[]
}

/** The id for one place of an input; places are counted from 0 in the order of the input's fields. */
export type IdAt = (entity: string, place: number) => string

const formats: Record<string, string> = {
  date: '2026-11-20',
  'date-time': '2026-11-20T09:00:00Z',
  email: 'someone@example.test',
  uri: 'https://example.test/',
}

function textFor(schema: JsonSchema): string {
  const format = formats[String(schema['format'])]
  if (format !== undefined) return format
  return 'sample'.padEnd(Number(schema['minLength'] ?? 0), 'x').slice(0, Number(schema['maxLength'] ?? 1_000))
}

const byType: Record<string, (schema: JsonSchema) => unknown> = {
  string: textFor,
  integer: (schema) => Math.max(1, Number(schema['minimum'] ?? 1)),
  number: (schema) => Math.max(1, Number(schema['minimum'] ?? 1)),
  boolean: () => true,
  null: () => null,
}

const isSchema = (part: unknown): part is JsonSchema =>
  typeof part === 'object' && part !== null && !Array.isArray(part)
const schemas = (part: unknown) => (Array.isArray(part) ? part.filter(isSchema) : [])
const optionsOf = (part: JsonSchema) => [...schemas(part['anyOf']), ...schemas(part['oneOf'])]

/** Whether an id may stand somewhere in what the schema describes. */
function namesEntity(part: unknown): boolean {
  if (!isSchema(part)) return false
  const { entity, properties, items, prefixItems, additionalProperties, propertyNames } = part
  const inside = [items, additionalProperties, propertyNames, ...schemas(prefixItems), ...optionsOf(part)]
  return entity !== undefined || [...inside, ...Object.values(properties ?? {})].some(namesEntity)
}

/** Of a union the options that can hold an id, else the first. */
function choices(part: JsonSchema): JsonSchema[] {
  const options = optionsOf(part)
  const naming = options.filter(namesEntity)
  return naming.length > 0 ? naming : options.slice(0, 1)
}

/** How many samples it takes until each option that can hold an id has been one. */
function variantsOf(part: unknown): number {
  if (!isSchema(part)) return 1
  const inside = [...Object.values(part), ...Object.values(part['properties'] ?? {})]
  return Math.max(1, choices(part).length, ...inside.flat().map(variantsOf))
}

/** One filling of a schema; throws for what it cannot fill, so that no id stays out of sight. */
class Filling {
  readonly entities: string[] = []
  readonly #idAt: IdAt
  readonly #variant: number

  constructor(idAt: IdAt, variant: number) {
    this.#idAt = idAt
    this.#variant = variant
  }

  value(part: JsonSchema): unknown {
    const { entity, type } = part
    if (typeof entity === 'string') return this.#idAt(entity, this.entities.push(entity) - 1)
    if ('const' in part) return part['const']
    if (Array.isArray(part['enum'])) return part['enum'][0] as unknown
    const options = choices(part)
    const option = options[this.#variant % options.length]
    if (option) return this.value(option)
    if (type === 'object') return this.object(part)
    if (type === 'array') return this.#list(part)
    if (Object.keys(part).length === 0) return null
    const make = byType[String(Array.isArray(type) ? type[0] : type)]
    if (!make) throw new Error(`sample-input.ts cannot fill ${JSON.stringify(part)}`)
    return make(part)
  }

  object(part: JsonSchema): Record<string, unknown> {
    const { properties = {}, additionalProperties: rest, propertyNames, required } = part
    const known = properties as Record<string, JsonSchema>
    const names = new Set((required ?? []) as string[])
    const filled: [string, unknown][] = []
    for (const [name, property] of Object.entries(known))
      if (names.delete(name) || namesEntity(property)) filled.push([name, this.value(property)])
    if (!isSchema(rest)) return Object.fromEntries(filled)
    // Keys of a record: those it has to have, else one where there is an id in the key or behind it.
    for (const name of names) filled.push([name, this.value(rest)])
    if (names.size === 0 && (namesEntity(rest) || namesEntity(propertyNames)))
      filled.push([
        String(this.value(isSchema(propertyNames) ? propertyNames : { type: 'string' })),
        this.value(rest),
      ])
    return Object.fromEntries(filled)
  }

  #list({ items, prefixItems, minItems }: JsonSchema): unknown[] {
    const fixed = schemas(prefixItems).map((item) => this.value(item))
    if (!isSchema(items)) return fixed
    const length = Math.max(Number(minItems ?? 0) - fixed.length, namesEntity(items) ? 1 : 0)
    return [...fixed, ...Array.from({ length }, () => this.value(items))]
  }
}

function fill(schema: JsonSchema, idAt: IdAt, variant: number): Sample {
  const filling = new Filling(idAt, variant)
  return { input: filling.object(schema), entities: filling.entities }
}

/** Smallest valid inputs of a schema with every id they can take, optional ones too; several where unions hold ids. */
export const sampleInputs = (schema: JsonSchema, idAt: IdAt): Sample[] =>
  Array.from({ length: variantsOf(schema) }, (_, variant) => fill(schema, idAt, variant))

/** The first of them, with ids by entity. */
export function sampleInput(schema: JsonSchema, ids: Record<string, string>): Sample {
  return fill(schema, idFrom(ids), 0)
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A field with what a generated value cannot guess. Lists of equally many objects are put together one by one. */
function withExtra(value: unknown, extra: unknown): unknown {
  if (!Array.isArray(value) || !Array.isArray(extra) || value.length !== extra.length) return extra
  return extra.map((one: unknown, at) => {
    const own: unknown = value[at]
    return isRecord(own) && isRecord(one) ? { ...own, ...one } : one
  })
}

/** A generated input with fields that it cannot guess. */
export const withExtras = (
  input: Readonly<Record<string, unknown>>,
  extras: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> => ({
  ...input,
  ...Object.fromEntries(
    Object.entries(extras).map(([name, extra]) => [name, withExtra(input[name], extra)] as const),
  ),
})

/** The same id at each place of an entity. */
export const idFrom =
  (ids: Record<string, string>): IdAt =>
  (entity) => {
    const id = ids[entity]
    if (id === undefined) throw new Error(`no factory makes a row of ${entity}`)
    return id
  }

/** The entities whose ids an input can take. */
export const entitiesOf = (schema: JsonSchema): string[] => [
  ...new Set(sampleInputs(schema, (entity) => entity).flatMap(({ entities }) => entities)),
]
