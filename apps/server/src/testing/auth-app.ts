import { appRouter } from '@hub/api/server'
import { startHub } from '@hub/api/testing'
import type { StartOptions, TestHub } from '@hub/api/testing'
import Fastify from 'fastify'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { authRoutes } from '../http/auth-routes.ts'
import { answerProblems } from '../http/problems.ts'
import { trpcRoutes } from '../http/trpc.ts'

/** The headers of a page of the hub. */
export const ours = { origin: 'http://localhost:3000', 'x-hub-csrf': '1', 'sec-fetch-site': 'same-origin' }

export interface AuthApp {
  hub: TestHub
  app: FastifyInstance
  stop(): Promise<void>
}

/** The routes that set cookies, and `/trpc` beside them to see whom the cookies stand for; nothing else of the server. */
export async function startAuthApp(options: StartOptions = {}): Promise<AuthApp> {
  const hub = await startHub(options)
  const app = Fastify()
  answerProblems(app)
  await app.register(trpcRoutes, { hub: hub.hub, router: appRouter })
  await app.register(authRoutes, { hub: hub.hub })
  return {
    hub,
    app,
    async stop() {
      await app.close()
      await hub.stop()
    },
  }
}

export interface SetCookie {
  value: string
  attributes: string[]
}

/** The cookies an answer sets, by name. */
export function cookiesOf(answer: LightMyRequestResponse): Record<string, SetCookie> {
  const lines = [answer.headers['set-cookie'] ?? []].flat()
  const pairs = lines.map((line) => {
    const [pair = '', ...attributes] = line.split('; ')
    const at = pair.indexOf('=')
    return [pair.slice(0, at), { value: pair.slice(at + 1), attributes }] as const
  })
  return Object.fromEntries(pairs)
}

/** The cookies as a browser sends them. */
export const headerOf = (cookies: Record<string, SetCookie>) =>
  Object.entries(cookies)
    .map(([name, { value }]) => `${name}=${value}`)
    .join('; ')
