import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { routerOf } from '@hub/api/server'
import { startHub } from '@hub/api/testing'
import type { StartOptions, TestHub } from '@hub/api/testing'
import type { Env } from '../env.ts'
import { buildApp } from '../http/app.ts'
import type { AppOptions } from '../http/app.ts'

export interface ServedHub extends TestHub {
  /** The listening server itself. */
  server: Server
  /** Origin of the listening server, with the port it got. */
  origin: string
  /** A request to the server; the path begins with a slash. */
  request(path: string, init?: RequestInit): Promise<Response>
}

/**
 * The same hub as somebody at another address reaches it, who has all limits before them. The hub must believe its proxy.
 */
export const fromAddress = (hub: ServedHub, ip: string): ServedHub => ({
  ...hub,
  request(path, init = {}) {
    const headers = new Headers(init.headers)
    if (!headers.has('x-forwarded-for')) headers.set('x-forwarded-for', ip)
    return hub.request(path, { ...init, headers })
  },
})

/** A hub behind its real HTTP server on a free port. */
export async function serveHub(
  options: StartOptions &
    Pick<AppOptions, 'dist' | 'mailbox' | 'createMcpServer' | 'health' | 'metricsToken' | 'stateDir'> &
    Partial<Pick<Env, 'trustProxy' | 'corsOrigins'>> & { port?: number } = {},
): Promise<ServedHub> {
  const started = await startHub(options)
  const app = await buildApp({
    hub: started.hub,
    env: {
      trustProxy: options.trustProxy ?? false,
      host: 'localhost',
      mail: undefined,
      corsOrigins: options.corsOrigins ?? [],
    },
    metricsToken: options.metricsToken,
    ...(options.health && { health: options.health }),
    stateDir: options.stateDir,
    ...(options.mailbox && { mailbox: options.mailbox }),
    ...(options.createMcpServer && { createMcpServer: options.createMcpServer }),
    router: options.router ?? routerOf(started.modules),
    ...(options.dist !== undefined && { dist: options.dist }),
  })
  await app.listen({ port: options.port ?? 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const origin = `http://localhost:${port}`
  return {
    ...started,
    server: app.server,
    origin,
    request: (path, init) => fetch(`${origin}${path}`, { redirect: 'manual', ...init }),
    async stop() {
      await app.close()
      await started.stop()
    },
  }
}
