import { listenWords } from '@hub/mcp'
import { isHub } from './ask-health.ts'
import type { Env } from './env.ts'

/** Says in one sentence why the address could not be opened; for a taken port it asks who holds it. */
export async function explainListenError(error: unknown, env: Pick<Env, 'host' | 'port'>): Promise<string> {
  const taken = takenAt(error)
  if (taken && (await isHub(`http://${bracketed(taken.address ?? env.host)}:${env.port}`)))
    return `Smart AI Hub is already running at http://${bracketed(env.host)}:${env.port}.`
  return listenWords(error, { ...env, setting: 'PORT' })
}

function takenAt(error: unknown): { address?: string } | null {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') return null
  return 'address' in error && typeof error.address === 'string' ? { address: error.address } : {}
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}
