import { GetTask, Task } from '@hub/api/schemas/modules/ops/tasks'
import { initTRPC } from '@trpc/server'
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import Fastify from 'fastify'
import { serveParent } from '../child.ts'
import { sampleTask } from '../sample-task.ts'

const t = initTRPC.create()
const router = t.router({
  tasks: t.router({
    get: t.procedure
      .input(GetTask)
      .output(Task)
      .query(() => sampleTask),
  }),
})
const app = Fastify()
await app.register(fastifyTRPCPlugin, { prefix: '/trpc', trpcOptions: { router } })
serveParent({ origin: await app.listen({ port: 0, host: '127.0.0.1' }), token: 'nobody looks at it' })
