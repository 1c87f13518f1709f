import { callTRPCProcedure, initTRPC } from '@trpc/server'
import { GetTask, Task } from '@hub/api/schemas/modules/ops/tasks'
import { createContext } from '@hub/api/server'
import type { Call } from '@hub/api/server'
import { serveParent } from '../child.ts'
import { memoryHub } from '../memory-hub.ts'
import { productRouter } from '../product-router.ts'
import { TASK_ID, sampleTask } from '../sample-task.ts'

const { hub, userId } = await memoryHub(productRouter)
const t = initTRPC.create()
const bareRouter = t.router({
  tasks: t.router({
    get: t.procedure
      .input(GetTask)
      .output(Task)
      .query(() => sampleTask),
  }),
})

const input = { id: TASK_ID }
const call: Call = {
  door: 'cli',
  credential: { kind: 'person', userId },
  org: 'bench',
  requestId: 'bench-request',
  ip: null,
  userAgent: null,
}
/** As within one request, answer of the assistant or step of a workflow: who calls is known already. */
const known: Call = { ...call, identity: createContext(hub, call).identity() }

const variants: Record<string, () => Promise<unknown>> = {
  known: () => hub.catalog.call('tasks.get', input, known),
  lookedUp: () => hub.catalog.call('tasks.get', input, call),
  charged: () => hub.catalog.call('tasks.get', input, { ...known, door: 'mcp' }),
  bare: () =>
    callTRPCProcedure({
      router: bareRouter,
      path: 'tasks.get',
      type: 'query',
      getRawInput: () => Promise.resolve(input),
      ctx: {},
      signal: undefined,
      batchIndex: 0,
    }),
}

async function measure({ variant, calls }: { variant: string; calls: number }): Promise<number> {
  const run = variants[variant]
  if (!run) throw new Error(`There is no variant ${variant}.`)
  const before = process.cpuUsage()
  for (let n = 0; n < calls; n += 1) {
    const task = await run()
    if (typeof task !== 'object' || task === null || !('id' in task)) throw new Error('Not a task.')
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / calls
}

serveParent('ready', { measure })
