import { GetTask, Task } from '@hub/api/schemas/modules/ops/tasks'
import Fastify from 'fastify'
import { serveParent } from '../child.ts'
import { sampleTask } from '../sample-task.ts'

const app = Fastify()
app.get<{ Querystring: { input: string } }>('/trpc/tasks.get', ({ query }) => {
  GetTask.parse(JSON.parse(query.input))
  return Task.parse(sampleTask)
})
serveParent({ origin: await app.listen({ port: 0, host: '127.0.0.1' }), token: 'nobody looks at it' })
