import { createServer } from 'node:http'
import { createContext } from '@hub/api/server'
import type { Call } from '@hub/api/server'
import { toNodeHandler } from '@modelcontextprotocol/node'
import { serveParent } from '../child.ts'
import { memoryHub } from '../memory-hub.ts'
import { productRouter } from '../product-router.ts'
import { bareHandler } from './bare-handler.ts'

/** The SDK alone behind the one thing no server can leave out: finding out whose key it is, by the product's statement. */
const { hub, toolKey: key } = await memoryHub(productRouter)

const callWith = (authorization: string | undefined): Call => ({
  door: 'mcp',
  credential: { kind: 'apiKey', key: authorization?.slice('Bearer '.length) ?? '' },
  org: null,
  requestId: 'bench-request',
  ip: '127.0.0.1',
  userAgent: null,
})

const serve = toNodeHandler(bareHandler())
const server = createServer((request, response) => {
  const answer = async () => {
    const { actor } = await createContext(hub, callWith(request.headers.authorization)).identity()
    if (!actor) throw new Error('The key holds for nobody.')
    await serve(Object.assign(request, { method: 'POST', url: '/mcp' }), response)
  }
  answer().catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.')
  serveParent({ origin: `http://127.0.0.1:${address.port}`, key })
})
