import type { Server } from '@modelcontextprotocol/server'
import { createMcpServer } from '../server.ts'
import type { ToolHandlers } from '../server.ts'
import { addContents } from './fixture-contents.ts'
import { addPrompts } from './fixture-prompts.ts'
import { fixtureTools } from './fixture-tools.ts'

/**
 * The product's server with what the MCP conformance suite expects to find beside its own tools: the suite calls
 * tools, resources and prompts by fixed names. Everything it does not name is answered by the product.
 */
export function createConformanceServer(handlers: ToolHandlers): Server {
  const server = createMcpServer(handlers)
  server.setRequestHandler('tools/list', (request) => {
    const page = handlers.list(request)
    const fixtures = Object.entries(fixtureTools).map(([name, { description, inputSchema }]) => ({
      name,
      description,
      inputSchema: inputSchema ?? { type: 'object' as const },
    }))
    return { ...page, tools: [...page.tools, ...fixtures] }
  })
  server.setRequestHandler('tools/call', (request, ctx) => {
    const fixture = fixtureTools[request.params.name]
    const capabilities = server.getClientCapabilities()
    return fixture
      ? fixture.run(ctx, request.params.arguments ?? {})
      : handlers.call(request, { ctx, capabilities })
  })
  addContents(server)
  addPrompts(server)
  return server
}
