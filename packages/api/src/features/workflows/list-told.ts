import type { ToldAnswer } from '../../platform/catalog/phrases.ts'
import { howMany, joinedParts, toldList } from '../../platform/catalog/told-list.ts'
import { WorkflowPage } from './schema.ts'
import type { Workflow } from './schema.ts'

const stateOf = ({ isOn, published }: Workflow): string => {
  if (published === null) return 'a draft, not published yet'
  return isOn ? 'on' : 'off'
}

const matterOf = (workflow: Workflow): string =>
  joinedParts([
    stateOf(workflow),
    workflow.startsBy.length === 0 ? 'starts by hand' : workflow.startsBy.join('; '),
    workflow.lastRun?.status === 'failed' && 'its last run failed',
  ])

/** Whether each works, and what starts it: what it may do at once and how often it ran is on its page. */
export function workflowsTold(output: unknown): ToldAnswer {
  const page = WorkflowPage.parse(output)
  if (page.items.length === 0)
    return {
      text: 'There is no workflow like that. Say “every Monday at 9 …” or “when an invoice is paid …” to have one.',
    }
  const rows = page.items.map((one) => ({ id: one.id, name: one.name, matter: matterOf(one) }))
  return toldList(`${howMany(page, 'workflow')}:`, rows, page.nextCursor !== null)
}
