import type { Env } from './env.ts'

const ASK_TIMEOUT_MS = 2_000

/** Says in one sentence why the address could not be bound; for a taken port it asks who holds it. */
export async function explainListenError(error: unknown, env: Pick<Env, 'host' | 'port'>): Promise<string> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    const address = `http://${env.host.includes(':') ? `[${env.host}]` : env.host}:${env.port}`
    if (await isHub(address)) return `Smart AI Hub is already running at ${address}.`
    return `Port ${env.port} is in use by another program; set PORT to a free one, for example PORT=${env.port + 1} npm start.`
  }
  if (code === 'EACCES') return `This user may not open port ${env.port}; set PORT to 1024 or above.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST ${env.host} is no address of this machine.`
  return `The address ${env.host}:${env.port} could not be opened: ${error instanceof Error ? error.message : String(error)}`
}

async function isHub(address: string): Promise<boolean> {
  try {
    const response = await fetch(`${address}/health`, { signal: AbortSignal.timeout(ASK_TIMEOUT_MS) })
    const answer: unknown = await response.json()
    return (
      typeof answer === 'object' &&
      answer !== null &&
      'service' in answer &&
      answer.service === 'smart-ai-hub'
    )
  } catch {
    return false
  }
}
