import { jsonSchema, tool } from 'ai'
import type { ToolCallRepairFunction, ToolSet } from 'ai'
import type { CatalogEntry } from '../../../platform/catalog/catalog.ts'
import { askCatalog, callerOf, CATALOG_TOOLS } from '../../../platform/catalog/catalog-tools.ts'
import type { CatalogTool, CatalogView } from '../../../platform/catalog/catalog-tools.ts'
import { normalizeError } from '../../../platform/calls/normalize-error.ts'
import { priceText } from '../../../platform/credits/price-book.ts'
import type { AnswerLog } from '../answer-log.ts'
import type { AnswerJob } from '../job.ts'
import { callTool } from '../tool-call.ts'
import { MAX_CALLS } from './budget.ts'
import type { ToolKit } from './tool-kit.ts'

/** What a model reads of one result at most, in characters. */
const RESULT_LENGTH = 12_000

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function resultText(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null'
  return text.length <= RESULT_LENGTH
    ? text
    : `${text.slice(0, RESULT_LENGTH)} … cut; ask for less with limit or filters`
}

/** Whether an answer holds what people wrote: prices and the state of the hub are nobody's words. */
const isOfOrganization = ({ meta }: CatalogEntry) => meta.permission.includes('.')

interface Caller {
  job: AnswerJob
  log: AnswerLog
  kit: ToolKit
  driver: string
}

/** Calls a procedure as itself, whichever tool named it. */
async function callEntry(
  { job, log, driver }: Caller,
  entry: CatalogEntry,
  input: Record<string, unknown>,
): Promise<string> {
  const { path } = entry
  const outcome = await callTool(job, log, { path, input, driver })
  if (outcome.kind === 'done') {
    if (isOfOrganization(entry)) log.wishes.noteRead(path)
    return resultText({ result: outcome.output })
  }
  if (outcome.kind === 'waiting')
    return resultText({
      waiting: 'Not done yet: the person sees this request and decides. Tell them so and do not repeat it.',
    })
  return resultText({ error: outcome.error.message })
}

async function callCatalog(caller: Caller, name: CatalogTool, args: unknown): Promise<string> {
  const { kit, driver } = caller
  const view: CatalogView = {
    entries: kit.entries,
    byTool: (tool) => kit.byTool(tool),
    priceText: ({ meta }) => priceText(meta, { door: 'assistant', driver }),
    about: (group) => caller.job.hub.abouts.get(group),
  }
  try {
    const asked = askCatalog(view, name, args)
    if (asked.kind === 'call') return await callEntry(caller, asked.entry, asked.input)
    if (asked.described) kit.show(asked.described)
    return resultText({ result: asked.output })
  } catch (thrown) {
    const { message, details } = normalizeError(thrown)
    return resultText({ error: message, ...(details.issues && { issues: details.issues }) })
  }
}

/** The tools of this answer and those that may come to it; writes come back as waiting for the person. */
export function modelTools(caller: Caller): ToolSet {
  const { kit } = caller
  let called = 0
  const toolOf = (name: string, run: (input: Record<string, unknown>) => Promise<string>) => {
    const { description, inputSchema } = kit.textOf(name)
    const execute = (input: Record<string, unknown>): Promise<string> | string => {
      called += 1
      return called > MAX_CALLS
        ? resultText({ error: 'Not done: too many calls for one answer. Answer with what you have.' })
        : run(isObject(input) ? input : {})
    }
    return [
      name,
      tool({ description, inputSchema: jsonSchema<Record<string, unknown>>(inputSchema), execute }),
    ] as const
  }
  return Object.fromEntries([
    ...CATALOG_TOOLS.map((name) => toolOf(name, (input) => callCatalog(caller, name, input))),
    ...kit.entries.map((entry) => toolOf(entry.tool, (input) => callEntry(caller, entry, input))),
  ])
}

/** A model may call what it was not shown but remembers from earlier in the conversation: the catalog's own tools make it. */
export const callThroughCatalog =
  (kit: ToolKit): ToolCallRepairFunction<ToolSet> =>
  ({ toolCall }) => {
    const entry = kit.byTool(toolCall.toolName)
    if (!entry || kit.names().includes(entry.tool)) return Promise.resolve(null)
    const input = `{"tool":${JSON.stringify(entry.tool)},"input":${toolCall.input || '{}'}}`
    return Promise.resolve({ ...toolCall, toolName: callerOf(entry), input })
  }
