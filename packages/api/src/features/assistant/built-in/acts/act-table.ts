import type { Catalog, CatalogEntry } from '../../../../platform/catalog/catalog.ts'
import { opensTo } from '../../../../platform/catalog/catalog.ts'
import type { ActPhrases, FieldWords, DeclaredPhrases } from '../../../../platform/catalog/phrases.ts'
import { finished } from '../../../../platform/limits/slices.ts'
import { areBeside } from './act-path.ts'
import { fieldsOf, isWord } from './fields.ts'
import type { Field } from './fields.ts'
import { isContent } from './content.ts'
import { filterLines } from './filter-lines.ts'
import { slotsIn, templatesOf, withoutLeads } from './template.ts'
import type { Template } from './template.ts'

/** One act that can be asked for in a sentence. */
export interface AskedAct {
  path: string
  entry: CatalogEntry
  phrases: ActPhrases
  fields: readonly Field[]
  /** The kinds of rows it can be about. */
  entities: readonly string[]
  templates: readonly Template[]
  /** Parts of sentences that may stand beside any of them. */
  besides: readonly Template[]
  /** Of what kind the rows are whose words narrow it: a tag that some task has. */
  heldIn: string | null
  /** False: it is done by hand, and a sentence about it is answered with where. */
  isOpen: boolean
}

const none: ActPhrases = { say: [] }

const merged = (parts: readonly (FieldWords | undefined)[]): FieldWords =>
  Object.assign({}, ...parts) as FieldWords

function actOf(entry: CatalogEntry, declared: DeclaredPhrases): Omit<AskedAct, 'heldIn'> {
  const { phrases: own = none, words } = declared.get(entry.path) ?? {}
  const { say } = own
  const slots = slotsIn([...say, ...(own.setting ?? []).flatMap((one) => one.say), ...(own.beside ?? [])])
  const fields = fieldsOf(entry.inputJson, merged([words, own.words])).filter(
    // A text that no sentence has a place for is nothing people say.
    ({ kind, name }) => (kind !== 'text' && kind !== 'act') || slots.has(name),
  )
  const setting = [...(own.setting ?? []), ...filterLines(entry, own, fields)]
  const phrases = { ...own, setting }
  const isDay = (slot: string) =>
    fields.some(({ name, kind }) => name === slot && ['day', 'time', 'month'].includes(kind))
  const made = (lines: readonly string[], set = {}) => different(templatesOf(lines, set), isDay)
  const templates = [...made(say), ...setting.flatMap((one) => made(one.say, one.set))]
  return {
    path: entry.path,
    entry,
    phrases,
    fields,
    entities: [
      ...new Set(
        fields.flatMap(({ kind, entity }) => (kind === 'entity' && entity !== null ? [entity] : [])),
      ),
    ],
    templates,
    besides: different(
      [
        ...made(phrases.beside ?? []),
        ...leadsIn(templates, fields),
        ...made(kindsIn(entry, templates, fields)),
      ],
      isDay,
    ),
    isOpen: opensTo(entry, 'assistant') && phrases.where === undefined,
  }
}

/** Words that lead to a value at the end of an example, at most. */
const LEADING_WORDS = 3

/** "…, owner {owner}" ends many requests: what leads to a text that need not be said may stand beside any of them. */
function leadsIn(templates: readonly Template[], fields: readonly Field[]): Template[] {
  const isText = (slot: string) =>
    fields.some(({ name, kind, isRequired }) => name === slot && kind === 'text' && !isRequired)
  return templates.flatMap(({ parts }) => {
    const last = parts.at(-1)
    if (!last || !('slot' in last) || !isText(last.slot)) return []
    const before = parts.slice(0, -1)
    const from = before.findLastIndex((part) => 'slot' in part || !/^\w/.test(part.word)) + 1
    const lead = before.slice(from)
    const says = lead.some((part) => 'word' in part && isContent(part.word))
    return says && lead.length <= LEADING_WORDS && from > 0 ? [{ parts: [...lead, last], set: {} }] : []
  })
}

/** "The finance tag": a word of a look-up that stands before what it is, where requests call it so. */
const kindsIn = (entry: CatalogEntry, templates: readonly Template[], fields: readonly Field[]): string[] =>
  fields.flatMap(({ name, kind, isShort, isRequired }) => {
    const isWord = kind === 'text' && isShort && !isRequired && entry.meta.effect === 'read'
    const isSaid = templates.some(({ parts }) => parts.some((part) => 'word' in part && part.word === name))
    return isWord && isSaid ? [`the {${name}} ${name}`] : []
  })

/** Each sentence once, also where two differ in nothing but what leads to a day. */
function different(templates: readonly Template[], isDay: (slot: string) => boolean): Template[] {
  const all = templates.map((one) => ({ ...one, parts: withoutLeads(one.parts, isDay) }))
  return [...new Map(all.map((one) => [JSON.stringify(one.parts), one])).values()]
}

type Narrowed = Pick<AskedAct, 'path' | 'entry' | 'fields'>

/** Of what kind the rows are that a look-up finds by such words: what the acts beside it change. */
function heldIn({ path, entry, fields }: Narrowed, acts: readonly Narrowed[]): string | null {
  if (entry.meta.effect !== 'read' || !fields.some(isWord)) return null
  const changed = acts
    .filter((other) => areBeside(path, other.path))
    .flatMap((other) => other.fields.filter(({ kind, isRequired }) => kind === 'entity' && isRequired))
  return changed[0]?.entity ?? null
}

export interface ActTable {
  acts: readonly AskedAct[]
  get(path: string): AskedAct | undefined
}

const kept = new WeakMap<Catalog, ActTable>()

interface Declared {
  catalog: Catalog
  phrases: DeclaredPhrases
}

/** Everything that can be asked for, made once for a hub, one act a step. */
export function* makingTable({ catalog, phrases }: Declared): Generator<void, ActTable> {
  const known = kept.get(catalog)
  if (known) return known
  const made: Omit<AskedAct, 'heldIn'>[] = []
  for (const entry of catalog.entries) {
    if (entry.type !== 'subscription') made.push(actOf(entry, phrases))
    yield
  }
  const acts = made.map((act) => ({ ...act, heldIn: heldIn(act, made) }))
  const byPath = new Map(acts.map((act) => [act.path, act]))
  const table: ActTable = { acts, get: (path) => byPath.get(path) }
  kept.set(catalog, table)
  return table
}

export const actTable = (hub: Declared): ActTable => finished(makingTable(hub))
