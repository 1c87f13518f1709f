import { GetTask, Task } from '@hub/api/schemas/modules/ops/tasks'
import Fastify from 'fastify'
import { serveParent } from '../child.ts'
import { sampleTask } from '../sample-task.ts'

const app = Fastify()
app.get<{ Querystring: { input: string } }>('/trpc/tasks.get', ({ query }) => {
  const inputs = JSON.parse(query.input) as Record<string, unknown>
  GetTask.parse(inputs['0'])
  return Task.parse(sampleTask)
})
serveParent({ origin: await app.listen({ port: 0, host: '127.0.0.1' }), token: 'nobody looks at it' })
