import { coreOf, propertiesOf } from '../../../../platform/catalog/entities.ts'
import type { CatalogEntry, JsonSchema } from '../../../../platform/catalog/catalog.ts'
import type { TopicInfo } from '../../../../platform/events/topic-info.ts'
import { labelOf, NAMES, isUnspoken } from '../told.ts'
import { partOf } from '../acts/amounts.ts'

/** Facts of a row that a line of a mail holds beside its name. */
const FACTS = 4

const typeOf = (schema: JsonSchema): unknown => coreOf(schema)['type']
const isNullable = (schema: JsonSchema) =>
  ((schema['anyOf'] ?? []) as JsonSchema[]).some((one) => one['type'] === 'null') ||
  Array.isArray(schema['type'])

/** A value as text, in the language of expressions. */
function spoken(at: string, name: string, schema: JsonSchema): string | null {
  const type = typeOf(schema)
  if (type === 'integer' || type === 'number') {
    const part = partOf(name)
    if (part === 'micro') return `money(double(${at}) / 1000000.0)`
    return part === 'cents' ? `money(double(${at}) / 100.0)` : `string(${at})`
  }
  if (type !== 'string') return null
  return coreOf(schema)['format'] === 'date-time' ? `${at}.substring(0, 10)` : at
}

interface Fact {
  name: string
  schema: JsonSchema
}

const isFact = ({ name, schema }: Fact) => !isUnspoken(name) && spoken('x', name, schema) !== null

const factsOf = (schema: JsonSchema): Fact[] =>
  Object.entries(propertiesOf(coreOf(schema)))
    .map(([name, one]) => ({ name, schema: one }))
    .filter(isFact)

/** ", due 2026-11-23", left out where there is none. */
function piece({ name, schema }: Fact): string {
  const at = `one.${name}`
  const said = `", ${labelOf(name)} " + ${spoken(at, name, schema) ?? at}`
  return isNullable(schema) ? `(${at} != null ? ${said} : "")` : said
}

/** One line for each row of a list. */
function linesOf(list: string, row: JsonSchema): string {
  const facts = factsOf(row)
  const title = NAMES.flatMap((name) => facts.filter((fact) => fact.name === name))[0]
  const rest = facts.filter((fact) => fact !== title).slice(0, FACTS)
  const head = title ? (spoken(`one.${title.name}`, title.name, title.schema) ?? '""') : '""'
  const parts = [`"- " + ${head}`, ...rest.map(piece)]
  return `{{ size(${list}) == 0 ? "There is nothing on the list." : join(${list}.map(one, ${parts.join(' + ')}), "\\n") }}`
}

/** What a procedure answers as the text of a mail: a list by lines, anything else by its facts. Null where there is nothing to read. */
export function letterOf({ outputJson }: Pick<CatalogEntry, 'outputJson'>, step: string): string | null {
  const fields = Object.entries(propertiesOf(outputJson))
  const lists = fields.filter(([, one]) => one['type'] === 'array')
  const [list] = lists.length === 1 ? lists : lists.filter(([name]) => name === 'items')
  const at = `steps.${step}`
  if (list) {
    const row = coreOf(list[1])
    const lines =
      typeOf(row) === 'object' || 'properties' in row
        ? linesOf(`${at}.${list[0]}`, row)
        : `{{ join(${at}.${list[0]}, "\\n") }}`
    const more = fields.some(([name]) => name === 'nextCursor')
      ? `{{ ${at}.nextCursor != null ? "\\n\\nThere are more than these." : "" }}`
      : ''
    return `${lines}${more}`
  }
  const facts = factsOf(outputJson).map(({ name, schema }) => {
    const value = spoken(`${at}.${name}`, name, schema) ?? ''
    const said = isNullable(schema) ? `${at}.${name} != null ? ${value} : "–"` : value
    return `- ${labelOf(name)}: {{ ${said} }}`
  })
  return facts.length === 0 ? null : facts.join('\n')
}

/** What happened, as the text of a mail. */
export function newsOf({ description, schema }: TopicInfo): string {
  const required = (schema['required'] ?? []) as string[]
  const facts = factsOf(schema).filter(({ name }) => required.includes(name))
  const lines = facts.map((fact) => {
    const at = `input.event.${fact.name}`
    const value = spoken(at, fact.name, fact.schema) ?? at
    const said = isNullable(fact.schema) ? `${at} != null ? ${value} : "–"` : value
    return `- ${labelOf(fact.name)}: {{ ${said} }}`
  })
  return [description, ...(lines.length === 0 ? [] : ['', ...lines])].join('\n')
}
