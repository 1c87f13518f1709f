import type { Env } from './env.ts'

const ASK_TIMEOUT_MS = 2_000

/** Says in one sentence why the address could not be opened; for a taken port it asks who holds it. */
export async function explainListenError(error: unknown, env: Pick<Env, 'host' | 'port'>): Promise<string> {
  const { code, address } = detailsOf(error)
  if (code === 'EADDRINUSE') {
    if (await isHub(address ?? env.host, env.port)) {
      return `Smart AI Hub is already running at http://${bracketed(env.host)}:${env.port}.`
    }
    return `Port ${env.port} is in use by another program; set PORT to a free one, for example PORT=${env.port + 1} npm start.`
  }
  if (code === 'EACCES') return `This user may not open port ${env.port}; set PORT to 1024 or above.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST ${env.host} is no address of this machine.`
  return `The address ${env.host}, port ${env.port}, could not be opened (${code ?? 'unknown reason'}).`
}

function detailsOf(error: unknown): { code?: string; address?: string } {
  if (!(error instanceof Error)) return {}
  return {
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...('address' in error && typeof error.address === 'string' ? { address: error.address } : {}),
  }
}

async function isHub(host: string, port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://${bracketed(host)}:${port}/health`, {
      signal: AbortSignal.timeout(ASK_TIMEOUT_MS),
    })
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

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}
