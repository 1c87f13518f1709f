import { uuidv7 } from '@hub/db'
import type { Call } from '@hub/api/server'
import type { SeenStatement } from '../memory-database.ts'
import { actsOf, memoryHub, memoryIds } from '../memory-hub.ts'
import { TASK_ID } from '../sample-task.ts'
import { boardRouter } from './board-router.ts'

/** What the product sends for one call, to be sent again without the product. */
export type Script = readonly SeenStatement[]

export interface Scripts {
  get: Script
  list: Script
  charged: Script
}

/** What one organization has in place of the sample's ids. */
export interface Place {
  orgId: string
  userId: string
  keyId: string
  taskId: string
}

export const newTask = { title: 'Call the supplier about the late delivery', priority: 'high' }

/** The stores in memory answer with a hold of their own, so the request is made to ask for that one. */
function withKnownHold(statement: SeenStatement): SeenStatement {
  if (!statement.text.includes('app.credit_act_for')) return statement
  const known = actsOf(statement.parameters).map(({ org, acts }) => ({
    org,
    acts: acts.map((act) => (act.do === 'reserve' ? { ...act, id: memoryIds.hold } : act)),
  }))
  return { ...statement, parameters: [JSON.stringify(known)] }
}

/** The very statements of the product, taken from it by running each call once on stores in memory. */
export async function recordScripts(): Promise<Scripts> {
  let seen: SeenStatement[] = []
  const { hub, key } = await memoryHub(boardRouter, (statement) => void seen.push(statement))
  const record = async (path: string, input: object): Promise<Script> => {
    const call: Call = {
      door: 'rest',
      credential: { kind: 'apiKey', key },
      org: null,
      requestId: 'bench-request',
      ip: null,
      userAgent: null,
    }
    // The first call also sends what is sent once in a while; the second is one of many.
    await hub.catalog.call(path, input, call)
    seen = []
    await hub.catalog.call(path, input, call)
    return seen.map(withKnownHold)
  }
  return {
    get: await record('tasks.get', { id: TASK_ID }),
    list: await record('tasks.list', {}),
    charged: await record('charged', newTask),
  }
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** The same values with the ids of one organization; ids the product makes are made anew for each call. */
export function bindIds(place: Place): (value: unknown) => unknown {
  const ids = new Map([
    [memoryIds.org, place.orgId],
    [memoryIds.user, place.userId],
    [memoryIds.key, place.keyId],
    [TASK_ID, place.taskId],
  ])
  const idFor = (id: string) => {
    const made = ids.get(id) ?? uuidv7()
    ids.set(id, made)
    return made
  }
  return (value) => (typeof value === 'string' ? value.replace(UUID, idFor) : value)
}

/** The same statement for a login that no policy binds: reads name the organization themselves. */
export function withoutPolicies({ login, text, parameters }: SeenStatement): SeenStatement {
  const slot = `$${parameters.length + 1}`
  const changed = text
    .replace('from "ops_task" where ', `from "ops_task" where "ops_task"."org_id" = ${slot} and `)
    .replace('where c.task_id = ops_task.id', 'where c.org_id = ops_task.org_id and c.task_id = ops_task.id')
  return { login, text: changed, parameters: changed === text ? parameters : [...parameters, memoryIds.org] }
}
