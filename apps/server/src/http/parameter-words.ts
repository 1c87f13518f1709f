import { coreOf, entityOf, propertiesOf } from '@hub/api/server'
import type { CatalogEntry, Hub, JsonSchema } from '@hub/api/server'

/** What every list takes, in the words of all of them. */
const ofLists: Readonly<Record<string, string>> = {
  limit: 'How many at most',
  sort: 'The order in which they come',
  search: 'Only those that hold these words',
}

const ofDays: Readonly<Record<string, string>> = {
  from: 'Only from this day on',
  to: 'Only until this day, which counts',
}

/** "hasSecondFactor" -> "has second factor" */
const spoken = (name: string) =>
  name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/ id$/, '')

const lowerFirst = (noun: string) =>
  /^[A-Z][a-z]/.test(noun) ? noun[0]?.toLowerCase() + noun.slice(1) : noun

const takesSeveral = (schema: JsonSchema) =>
  [schema, ...((schema['anyOf'] ?? []) as JsonSchema[])].some(({ type }) => type === 'array')

interface Field {
  name: string
  schema: JsonSchema
  isRequired: boolean
}

/** Whether a field picks out of the rows of a list. */
const isFilter = ({ path, inputJson }: CatalogEntry, { isRequired }: Field) =>
  !isRequired && ('cursor' in propertiesOf(inputJson) || path.endsWith('.count'))

const byId = (noun: string, { schema, isRequired }: Field): string => {
  const one = isRequired ? `The ${noun}, by its id` : `Only what is of this ${noun}, by its id`
  return takesSeveral(schema) ? `${one}; several: of any of them` : one
}

function filterWords({ name, schema }: Field): string | undefined {
  const words = spoken(name)
  const { type } = coreOf(schema)
  if (type !== 'string') return undefined
  return takesSeveral(schema)
    ? `Only those with this ${words}, or one of several`
    : `Only those with this ${words}`
}

const QUESTION = /^(is|has)? ?(.*)$/

/** Some lists show only what is not archived until they are asked, so false is explained by "is" and "has" alone. */
function eitherWords(name: string): string {
  const [, verb, what] = QUESTION.exec(spoken(name)) ?? []
  if (verb === undefined) return `true: only what is ${what}`
  return verb === 'has'
    ? `true: only those with a ${what}; false: only those without`
    : `true: only what is ${what}; false: only what is not`
}

function byRule(hub: Pick<Hub, 'entities'>, entry: CatalogEntry, field: Field): string | undefined {
  const { name, schema } = field
  const entity = entityOf(schema)
  const noun = entity === undefined ? undefined : hub.entities.get(entity)?.noun
  if (noun !== undefined) return byId(lowerFirst(noun), field)
  const day = coreOf(schema)['format'] === 'date' ? ofDays[name] : undefined
  const known = day ?? (Object.hasOwn(ofLists, name) ? ofLists[name] : undefined)
  if (known !== undefined || !isFilter(entry, field)) return known
  return schema['type'] === 'boolean' ? eitherWords(name) : filterWords(field)
}

/** What a parameter of an address is for: in the words of its schema, else by what its kind always means. */
export const parameterWords = (
  hub: Pick<Hub, 'entities'>,
  entry: CatalogEntry,
  field: Field,
): string | undefined => (field.schema['description'] as string | undefined) ?? byRule(hub, entry, field)
