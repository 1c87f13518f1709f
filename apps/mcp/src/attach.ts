import { knownPublicUrl, openHubWith } from '@hub/api/server'
import type { OpenHub } from '@hub/api/server'
import { attachEmbedded } from '@hub/db/embedded'
import type { McpEnv } from './env.ts'

/** No hub to attach to; the message is one sentence for the person who set the client up. */
class NoHubError extends Error {
  constructor(reason: string) {
    super(`${reason} Start it with "npm start", or name a running one with --url.`)
    this.name = 'NoHubError'
  }
}

const DEFAULT_PUBLIC_URL = 'http://localhost:3000'

/** Joins the hub that runs on this machine: its database and its secret. Starts nothing. Throws NoHubError. */
export async function attachHub({ secrets, ...env }: McpEnv): Promise<Pick<OpenHub, 'hub' | 'stop'>> {
  if (secrets === undefined) throw new NoHubError(`No hub has been started on ${env.stateDir} yet.`)
  const embedded =
    env.databaseUrl === undefined ? await attachEmbedded({ stateDir: env.stateDir }) : undefined
  const adminUrl = env.databaseDirectUrl ?? env.databaseUrl ?? embedded?.adminUrl
  if (adminUrl === undefined) throw new NoHubError('No hub is running here.')
  // Events go to NATS from the programs that deliver them, which this one does not.
  const settings = { ...env, ...secrets, natsUrl: undefined }
  const { hub, stop } = await openHubWith(settings, {
    adminUrl,
    pooledUrl: env.databaseDirectUrl === undefined ? undefined : env.databaseUrl,
    embedded: embedded !== undefined,
    logTo: 'stderr',
    publicUrl: env.publicUrl ?? knownPublicUrl(env.stateDir) ?? DEFAULT_PUBLIC_URL,
  })
  return {
    hub,
    async stop() {
      await stop()
      await embedded?.stop()
    },
  }
}
