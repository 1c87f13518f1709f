import { createServer } from 'node:http'
import { GetTask, Task } from '@hub/api/schemas/modules/ops/tasks'
import { toNodeHandler } from '@modelcontextprotocol/node'
import { Server, createMcpHandler } from '@modelcontextprotocol/server'
import { serveParent } from '../child.ts'
import { sampleTask } from '../sample-task.ts'

/** The low-level server of the SDK with one tool that checks what comes in and goes out, and nothing else. */
const handler = createMcpHandler(() => {
  const server = new Server({ name: 'bare', version: '1' }, { capabilities: { tools: {} } })
  server.setRequestHandler('tools/call', ({ params }) => {
    GetTask.parse(params.arguments)
    const structuredContent = Task.parse(sampleTask)
    return { structuredContent, content: [{ type: 'text', text: JSON.stringify(structuredContent) }] }
  })
  return server
})
const serve = toNodeHandler(handler)
const server = createServer(
  (request, response) => void serve(Object.assign(request, { method: 'POST', url: '/mcp' }), response),
)
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.')
  serveParent({ origin: `http://127.0.0.1:${address.port}`, key: 'nobody looks at it' })
})
