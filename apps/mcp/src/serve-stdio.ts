import { randomUUID } from 'node:crypto'
import type { Hub } from '@hub/api/server'
import { serveStdio } from '@modelcontextprotocol/server/stdio'
import { attachHub } from './attach.ts'
import { authenticate } from './auth.ts'
import type { McpEnv } from './env.ts'
import { createMcpServer, toolHandlers } from './server.ts'
import { createToolboxes } from './tools.ts'
import type { Toolset } from './tools.ts'

/** Resolves when the client closes our input, which is how a stdio client ends the conversation. */
function inputEnds(): Promise<void> {
  return new Promise((resolve) => {
    process.stdin.once('end', resolve).once('close', resolve)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
}

async function serve(hub: Hub, apiKey: string, toolset: Toolset): Promise<void> {
  const toolboxes = createToolboxes(hub)
  if (toolset.name !== null && !toolboxes.has(toolset.name))
    throw new Error(`There is no toolset ${toolset.name}.`)
  const credential = { kind: 'apiKey', key: apiKey } as const
  const from = { credential, requestId: randomUUID(), ip: null, userAgent: 'stdio' }
  await authenticate(hub, from)
  const ended = inputEnds()
  const session = serveStdio(
    async () => {
      const { call, permissions, userId } = await authenticate(hub, from)
      // The connection outlives one call, so the chain looks the key up anew each time: a revoked one stops at once.
      const { identity: _now, ...live } = call
      return createMcpServer(
        toolHandlers(hub, {
          call: { ...live, requestId: '' },
          userId,
          toolbox: toolboxes.get(toolset, permissions),
        }),
      )
    },
    { onerror: (err) => hub.log.debug({ err }, 'mcp message refused') },
  )
  await ended
  await session.close()
}

/** Serves one client on the hub that runs on this machine, until its input ends. */
export async function serveStdioClient(
  env: McpEnv,
  { apiKey, toolset }: { apiKey: string; toolset: Toolset },
): Promise<void> {
  const { hub, stop } = await attachHub(env)
  try {
    await serve(hub, apiKey, toolset)
  } finally {
    await stop()
  }
}
