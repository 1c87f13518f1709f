import { checkServer, startEmbedded } from '@hub/db/embedded'
import { printNotice } from './banner.ts'
import type { Env } from './env.ts'

export interface ServerDatabase {
  /** Address with the rights to create roles and databases; holds a password, never print it. */
  adminUrl: string
  /** The way of requests through a pooler; undefined where there is none. */
  pooledUrl?: string | undefined
  /** True when the hub runs the server itself and may create its own database on it. */
  embedded: boolean
  /** For people, without secrets. */
  description: string
  stop(): Promise<void>
}

/** The PostgreSQL of DATABASE_URL, or the built-in one. Throws an Error in plain words. */
export async function startDatabase(env: Env): Promise<ServerDatabase> {
  if (env.databaseUrl !== undefined) {
    const { databaseUrl, databaseDirectUrl } = env
    const adminUrl = databaseDirectUrl ?? databaseUrl
    await checkServer(adminUrl, databaseDirectUrl === undefined ? 'DATABASE_URL' : 'DATABASE_DIRECT_URL')
    const { hostname, pathname } = new URL(adminUrl)
    const pooledUrl = databaseDirectUrl === undefined ? undefined : databaseUrl
    return {
      adminUrl,
      pooledUrl,
      embedded: false,
      description: `PostgreSQL at ${hostname}${pathname}${pooledUrl === undefined ? '' : ` through ${new URL(pooledUrl).host}`}`,
      stop: async () => undefined,
    }
  }
  const server = await startEmbedded({ stateDir: env.stateDir, log: printNotice })
  return {
    adminUrl: server.adminUrl,
    embedded: true,
    description: `built-in PostgreSQL, data in ${env.stateDir}`,
    stop: () => server.stop(),
  }
}
