import { isHub } from './ask-health.ts'
import type { Env } from './env.ts'

/** Says in one sentence why the address could not be opened; for a taken port it asks who holds it. */
export async function explainListenError(error: unknown, env: Pick<Env, 'host' | 'port'>): Promise<string> {
  const { code, address } = detailsOf(error)
  if (code === 'EADDRINUSE') {
    if (await isHub(`http://${bracketed(address ?? env.host)}:${env.port}`)) {
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

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}
