import { GetTask, Task } from '@hub/api/schemas/modules/ops/tasks'
import type { Meta } from '@hub/api/server'
import { buildApp } from '../../../apps/server/src/http/app.ts'
import { orgProcedure, router } from '../../../packages/api/src/platform/calls/trpc.ts'
import { serveParent } from '../child.ts'
import { memoryHub } from '../memory-hub.ts'
import { sampleTask } from '../sample-task.ts'

const tools = Number(process.argv[2])

const meta = (price: Meta['price'], n: number): Meta => ({
  title: `Read a task, way ${n}`,
  description: 'One task with its notes, due day, person and version.',
  permission: 'ops.task.read',
  price,
  effect: 'read',
  doors: 'all',
})

const readTask = (price: Meta['price'], n: number) =>
  orgProcedure
    .meta(meta(price, n))
    .input(GetTask)
    .output(Task)
    .query(() => sampleTask)

const others = Array.from({ length: tools - 2 }, (_, n) => [`way${n}`, readTask('free', n)] as const)
const manyTools = router({
  tasks: router({
    ...Object.fromEntries(others),
    get: readTask('free', tools),
    charged: readTask(null, tools + 1),
  }),
})

const { hub, toolKey: key } = await memoryHub(manyTools)
const env = { trustProxy: false, host: 'localhost', mail: undefined }
const app = await buildApp({ hub, env, router: manyTools })
serveParent({ origin: await app.listen({ port: 0, host: '127.0.0.1' }), key })
