import { GetTask, Task } from '@hub/api/schemas/modules/ops/tasks'
import { Server, createMcpHandler } from '@modelcontextprotocol/server'
import { sampleTask } from '../sample-task.ts'

/** The low-level server of the SDK with one tool that checks what comes in and goes out, and nothing else. */
export const bareHandler = () =>
  createMcpHandler(() => {
    const server = new Server({ name: 'bare', version: '1' }, { capabilities: { tools: {} } })
    server.setRequestHandler('tools/call', ({ params }) => {
      GetTask.parse(params.arguments)
      const structuredContent = Task.parse(sampleTask)
      return { structuredContent, content: [{ type: 'text', text: JSON.stringify(structuredContent) }] }
    })
    return server
  })
