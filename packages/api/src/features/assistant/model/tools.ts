import { jsonSchema, tool } from 'ai'
import type { ToolSet } from 'ai'
import type { CatalogEntry } from '../../../platform/catalog/catalog.ts'
import { toolInputSchema } from '../../../platform/catalog/tool-schema.ts'
import type { AnswerLog } from '../answer-log.ts'
import { openEntries } from '../job.ts'
import type { AnswerJob } from '../job.ts'
import { callTool } from '../tool-call.ts'
import { MAX_CALLS } from './budget.ts'
import { toolDescription } from './request.ts'

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

/** The catalog's tools that this person may use, and only those; writes come back as waiting for the person. */
export function modelTools(job: AnswerJob, log: AnswerLog, driver: string): ToolSet {
  let called = 0
  const tools = openEntries(job).map((entry) => {
    const { path, inputJson } = entry
    const one = tool({
      description: toolDescription(entry),
      inputSchema: jsonSchema<Record<string, unknown>>(toolInputSchema(inputJson)),
      execute: async (input) => {
        called += 1
        if (called > MAX_CALLS)
          return resultText({ error: 'Not done: too many calls for one answer. Answer with what you have.' })
        const outcome = await callTool(job, log, { path, input: isObject(input) ? input : {}, driver })
        if (outcome.kind === 'done') {
          if (isOfOrganization(entry)) log.wishes.noteRead(path)
          return resultText({ result: outcome.output })
        }
        if (outcome.kind === 'waiting')
          return resultText({
            waiting:
              'Not done yet: the person sees this request and decides. Tell them so and do not repeat it.',
          })
        return resultText({ error: outcome.error.message })
      },
    })
    return [entry.tool, one] as const
  })
  return Object.fromEntries(tools)
}
