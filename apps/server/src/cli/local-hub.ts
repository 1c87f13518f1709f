import type { Hub } from '@hub/api/server'
import { knownPublicUrl } from '@hub/api/server'
import { startDatabase } from '../database.ts'
import { openHub } from '../deps.ts'
import { envOfHub } from './env-of-hub.ts'

/**
 * Works on the hub of this machine: attaches to its PostgreSQL when it runs, else starts it for as long as the
 * command takes. Without `env` it throws a NOT_FOUND where there is no hub yet. Needs read access to the state folder. Mail is queued here and sent by the server.
 */
export async function withLocalHub<R>(
  work: (hub: Hub, adminUrl: string) => Promise<R>,
  env = envOfHub(),
): Promise<R> {
  const database = await startDatabase(env)
  try {
    const { hub, adminUrl, stop } = await openHub(
      { ...env, publicUrl: env.publicUrl ?? knownPublicUrl(env.stateDir) },
      database,
      { logTo: 'stderr' },
    )
    try {
      return await work(hub, adminUrl)
    } finally {
      await stop()
    }
  } finally {
    await database.stop()
  }
}
