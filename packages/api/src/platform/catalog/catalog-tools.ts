import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { invalidInput } from '../calls/normalize-error.ts'
import type { CatalogEntry, JsonSchema } from './catalog.ts'
import { findByWords } from './rank-tools.ts'
import { toolInputSchema } from './tool-schema.ts'

/**
 * Four tools that reach every other one, for readers who cannot be shown all of them: a model pays for each tool in each
 * round, and clients stop at a hundred. They decide nothing. What `hub_read` and `hub_write` name is looked up among what the
 * caller may use and then called as itself: rights, approvals, prices and the audit log are those of that procedure.
 */
export const CATALOG_TOOLS = ['hub_find', 'hub_describe', 'hub_read', 'hub_write'] as const
export type CatalogTool = (typeof CATALOG_TOOLS)[number]

const ToolName = z.string().min(1).max(120).meta({ description: 'Its name, as hub_find gives it' })
const Act = z.strictObject({
  tool: ToolName,
  input: z
    .record(z.string(), z.unknown())
    .default({})
    .meta({ description: 'What hub_describe says it takes' }),
})
const inputs = {
  hub_find: z.strictObject({
    words: z.string().max(300).default('').meta({ description: 'What it should do, in a few words' }),
  }),
  hub_describe: z.strictObject({ tool: ToolName }),
  hub_read: Act,
  hub_write: Act,
}

const descriptions: Record<CatalogTool, string> = {
  hub_find:
    'Finds tools by words; without words it lists the groups. There are more tools than those shown here.',
  hub_describe:
    'Tells what a tool does, what it costs and what it takes. Ask before you call one for the first time.',
  hub_read: 'Calls a tool that only looks something up.',
  hub_write:
    'Calls a tool that changes something; a person approves it as if it were called by its own name.',
}

export interface CatalogToolShape {
  description: string
  inputSchema: JsonSchema
}

function shapeOf(name: CatalogTool): CatalogToolShape {
  const { $schema: _dialect, ...inputSchema } = z.toJSONSchema(inputs[name], { io: 'input' }) as JsonSchema
  return { description: descriptions[name], inputSchema }
}

/** What each is called with, for whoever lists them. */
export const catalogToolShapes: Readonly<Record<CatalogTool, CatalogToolShape>> = {
  hub_find: shapeOf('hub_find'),
  hub_describe: shapeOf('hub_describe'),
  hub_read: shapeOf('hub_read'),
  hub_write: shapeOf('hub_write'),
}

/** The tools of one caller: what they may use at this door, and nothing else. */
export interface CatalogView {
  entries: readonly CatalogEntry[]
  byTool: (tool: string) => CatalogEntry | undefined
  priceText: (entry: CatalogEntry) => string
  /** What a group of tools is for. */
  about: (group: string) => string | undefined
}

/** An answer of `hub_find` or `hub_describe`, or a call that is to be made as the procedure's own. */
export type CatalogAnswer =
  | { kind: 'answer'; output: Record<string, unknown>; described?: CatalogEntry }
  | { kind: 'call'; entry: CatalogEntry; input: Record<string, unknown> }

const FOUND = 10
const NOTHING_FOUND =
  'No tool has any of these words. Tools are described in English: say it in other words, or ask without words for the groups.'
const SHORT = 120

const short = (text: string) => (text.length <= SHORT ? text : `${text.slice(0, SHORT)}…`)

function find({ entries, about }: CatalogView, words: string): Record<string, unknown> {
  if (words.trim() === '') {
    const groups = [...Map.groupBy(entries, ({ toolset }) => toolset)]
    return { groups: groups.map(([name, tools]) => ({ name, about: about(name), tools: tools.length })) }
  }
  const found = findByWords(words, entries).slice(0, FOUND)
  if (found.length === 0) return { tools: [], of: entries.length, next: NOTHING_FOUND }
  return {
    tools: found.map(({ tool, meta }) => ({ tool, does: short(meta.description), effect: meta.effect })),
    of: entries.length,
  }
}

/** The same for a tool that is not there and one the caller may not use: no oracle. */
function named({ byTool }: CatalogView, tool: string): CatalogEntry {
  const entry = byTool(tool)
  if (entry) return entry
  const message = 'There is no tool by that name for you. hub_find names those there are.'
  throw new AppError('NOT_FOUND', { message, issues: [{ path: 'tool', message }] })
}

function parsed<Name extends CatalogTool>(name: Name, args: unknown): z.output<(typeof inputs)[Name]> {
  const result = inputs[name].safeParse(args ?? {})
  if (!result.success) throw invalidInput(result.error)
  return result.data as z.output<(typeof inputs)[Name]>
}

function act(view: CatalogView, name: 'hub_read' | 'hub_write', args: unknown): CatalogAnswer {
  const { tool, input } = parsed(name, args)
  const entry = named(view, tool)
  const isRead = entry.meta.effect === 'read'
  if (isRead === (name === 'hub_read')) return { kind: 'call', entry, input }
  throw new AppError('BAD_REQUEST', {
    message: isRead
      ? `${tool} only looks something up: call it with hub_read.`
      : `${tool} changes something: call it with hub_write.`,
  })
}

/** What one of the four answers by itself, or which procedure it stands for. Throws BAD_REQUEST and NOT_FOUND. */
export function askCatalog(view: CatalogView, name: CatalogTool, args: unknown): CatalogAnswer {
  if (name === 'hub_read' || name === 'hub_write') return act(view, name, args)
  if (name === 'hub_find') return { kind: 'answer', output: find(view, parsed('hub_find', args).words) }
  const entry = named(view, parsed('hub_describe', args).tool)
  const { title, description } = entry.meta
  const output = {
    tool: entry.tool,
    title,
    description,
    callWith: callerOf(entry),
    price: view.priceText(entry),
    input: toolInputSchema(entry.inputJson),
  }
  return { kind: 'answer', output, described: entry }
}

export const isCatalogTool = (name: string): name is CatalogTool =>
  (CATALOG_TOOLS as readonly string[]).includes(name)

/** Which of the two calls a tool. */
export const callerOf = ({ meta }: Pick<CatalogEntry, 'meta'>): CatalogTool =>
  meta.effect === 'read' ? 'hub_read' : 'hub_write'

/** The tool that a call of one of the four is about, for whoever has to know its rights before it is made. */
export function toolNamedBy(args: unknown): string | undefined {
  const tool = typeof args === 'object' && args !== null && 'tool' in args ? args.tool : undefined
  return typeof tool === 'string' ? tool : undefined
}
