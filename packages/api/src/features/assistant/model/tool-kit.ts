import type { CatalogEntry } from '../../../platform/catalog/catalog.ts'
import { CATALOG_TOOLS, catalogToolShapes, isCatalogTool } from '../../../platform/catalog/catalog-tools.ts'
import { rankByWords } from '../../../platform/catalog/rank-tools.ts'
import { toolInputSchema } from '../../../platform/catalog/tool-schema.ts'
import { isMonthFirst } from '../../../shared/date-order.ts'
import { rank, rankerOf } from '../built-in/ranking/hub-ranker.ts'
import { openEntries } from '../job.ts'
import { bytesOf } from './budget.ts'
import type { PromptPlace } from './prompt.ts'

/** Tools a model is shown with a message, the four over the catalog among them. */
export const SHOWN_AT_FIRST = 12
/** Size of all tools of one round: 3,000 tokens at 4 bytes. A provider stops at 128 tools, and each one is paid for. */
export const TOOL_BYTES = 12_000
/** What the first round leaves free for tools that are asked for. */
const FREE_BYTES = 3_000
/** How much of a message chooses the tools: as much as an estimate is told of it. */
const SAID_LENGTH = 1_000
/** Tools of earlier answers in this conversation: what follows is often about the same. */
const RECALLED = 3

const toolDescription = ({ meta }: CatalogEntry): string => `${meta.title}. ${meta.description}`

interface ToolText {
  description: string
  inputSchema: Record<string, unknown>
}

const textOf = (entry: CatalogEntry): ToolText => ({
  description: toolDescription(entry),
  inputSchema: toolInputSchema(entry.inputJson),
})

/** As a provider is sent it. */
const wireOf = (name: string, { description, inputSchema }: ToolText) => ({
  type: 'function',
  function: { name, description, parameters: inputSchema },
})

const catalogWire = CATALOG_TOOLS.map((name) => wireOf(name, catalogToolShapes[name]))
const sizeOf = (wire: unknown) => bytesOf(JSON.stringify(wire)) + 1

type Place = Pick<PromptPlace, 'hub' | 'org' | 'permissions' | 'timeZone' | 'memory'>

/** Which acts a message asks for, as the built-in assistant learnt it from their phrases; the first one waits until it has. */
async function ranked({ hub, org, timeZone }: Place, said: string): Promise<string[]> {
  const clock = {
    now: hub.now(),
    timeZone,
    orgTimeZone: org.timeZone,
    isMonthFirst: isMonthFirst(org.currency),
  }
  // Whom it names is of no weight here: it is the act that is looked for.
  const around = { people: [], clock, currency: org.currency }
  return rank(await rankerOf(hub), said.slice(0, SAID_LENGTH), around).map(({ name }) => name)
}

/** The tools for an answer to this message, with those that this conversation used last. */
export async function toolKitFor(place: Place, said: string): Promise<ToolKit> {
  const entries = openEntries(place)
  const tools = new Map(entries.map((entry) => [entry.tool, entry]))
  const paths = new Map(entries.map((entry) => [entry.path, entry]))
  const recalled = place.memory.recalled.toReversed().flatMap(({ tool }) => tools.get(tool) ?? [])
  const learnt = (await ranked(place, said)).flatMap((path) => paths.get(path) ?? [])
  // How rare a word is, is kept for the hub's own list; one made for a message would be counted anew.
  const byWords = rankByWords(said.slice(0, SAID_LENGTH), place.hub.catalog.entries)
  const likely = interleaved(
    learnt,
    byWords.filter(({ path }) => paths.has(path)),
  )
  return new ToolKit(entries, [...[...new Set(recalled)].slice(0, RECALLED), ...likely])
}

/** Of so many tools, one is there for its own words: an act with few examples is hardly learnt beside one with hundreds. */
const BY_WORDS_ONE_IN = 3

const interleaved = (learnt: readonly CatalogEntry[], byWords: readonly CatalogEntry[]): CatalogEntry[] =>
  learnt.flatMap((entry, at) => {
    const turn = (at + 1) / (BY_WORDS_ONE_IN - 1)
    const other = Number.isInteger(turn) ? byWords[turn - 1] : undefined
    return other ? [entry, other] : [entry]
  })

/** The tools of one answer: those that fit the message, and what the model asks for beyond them. */
export class ToolKit {
  /** Everything this person may use here. */
  readonly entries: readonly CatalogEntry[]
  readonly #byTool: ReadonlyMap<string, CatalogEntry>
  readonly #shown = new Map<string, CatalogEntry>()
  #bytes = sizeOf(catalogWire)

  constructor(entries: readonly CatalogEntry[], likeliest: readonly CatalogEntry[]) {
    this.entries = entries
    this.#byTool = new Map(entries.map((entry) => [entry.tool, entry]))
    for (const entry of likeliest) {
      if (this.#shown.size === SHOWN_AT_FIRST - CATALOG_TOOLS.length) break
      this.#take(entry, TOOL_BYTES - FREE_BYTES)
    }
  }

  byTool(tool: string): CatalogEntry | undefined {
    return this.#byTool.get(tool)
  }

  /** Shows one more tool from the next round on, while there is room; without room it is called through the catalog. */
  show(entry: CatalogEntry): void {
    this.#take(entry, TOOL_BYTES)
  }

  #take(entry: CatalogEntry, atMost: number): void {
    if (this.#shown.has(entry.tool)) return
    const bytes = sizeOf(wireOf(entry.tool, textOf(entry)))
    if (this.#bytes + bytes > atMost) return
    this.#bytes += bytes
    this.#shown.set(entry.tool, entry)
  }

  /** What is shown now, by name. */
  names(): string[] {
    return [...CATALOG_TOOLS, ...this.#shown.keys()]
  }

  textOf(name: string): ToolText {
    const entry = this.#byTool.get(name)
    if (isCatalogTool(name)) return catalogToolShapes[name]
    return entry ? textOf(entry) : { description: '', inputSchema: {} }
  }

  /** The tools as the next round carries them. */
  wire(): object[] {
    return [...catalogWire, ...Array.from(this.#shown.values(), (entry) => wireOf(entry.tool, textOf(entry)))]
  }
}
