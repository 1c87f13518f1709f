import { addressRefused, errorBody } from '@hub/api/server'
import Fastify from 'fastify'
import { attachHub } from './attach.ts'
import { refuseBlockedAddresses } from './blocked-addresses.ts'
import { checkListenHost, loadMcpEnv } from './env.ts'
import { endRefusedConnections, refuseOddRequests } from './odd-requests.ts'
import { readForwardedAddresses } from './forwarded-address.ts'
import { listenWords } from './listen-words.ts'
import { mcpPlugin } from './plugin.ts'
import { requestId } from './request-id.ts'
import { serverLimits } from './server-limits.ts'

/** MCP over HTTP as a process of its own, beside a hub that runs on the same database. */
async function main(): Promise<void> {
  const env = loadMcpEnv()
  checkListenHost(env)
  const { hub, stop } = await attachHub(env)
  const app = Fastify({
    ...serverLimits,
    trustProxy: env.trustProxy,
    genReqId: requestId,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
  })
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    done()
  })
  endRefusedConnections(app)
  readForwardedAddresses(app)
  refuseBlockedAddresses(
    app,
    hub,
    (request, reply) => void reply.code(403).send(errorBody(addressRefused(), request.id)),
  )
  refuseOddRequests(app)
  await app.register(mcpPlugin, { hub })
  app.get('/health/live', async () => ({ status: 'ok' }))
  const end = async () => {
    await app.close()
    await stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void end())
  if (process.connected) process.once('disconnect', () => void end())
  const address = await app.listen({ host: env.host, port: env.port }).catch(async (error: unknown) => {
    await stop()
    throw new Error(listenWords(error, { ...env, setting: 'MCP_PORT' }), { cause: error })
  })
  process.stderr.write(`MCP answers at ${address}/mcp\n`)
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
