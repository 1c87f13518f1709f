import { createServer } from 'node:http'
import { toNodeHandler } from '@modelcontextprotocol/node'
import { serveParent } from '../child.ts'
import { bareHandler } from './bare-handler.ts'

const serve = toNodeHandler(bareHandler())
const server = createServer(
  (request, response) => void serve(Object.assign(request, { method: 'POST', url: '/mcp' }), response),
)
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.')
  serveParent({ origin: `http://127.0.0.1:${address.port}`, key: 'nobody looks at it' })
})
