import { request as plainRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { connect } from 'node:tls'
import type { ConnectionOptions, TLSSocket } from 'node:tls'
import { HERE } from '../../../testing/websites/listening.ts'
import type { StandInSites } from './sites.ts'

/** With its weakest settings, so that OpenSSL looks at what it would refuse. */
const LENIENT = { minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0', rejectUnauthorized: false } as const

export interface Visited {
  status: number
  headers: IncomingMessage['headers']
  /** Names and values in turns, as they were sent. */
  rawHeaders: string[]
  body: Buffer
}

type Seen = Pick<StandInSites, 'seam'>

export function portFor({ seam }: Seen, host: string, port: number): number {
  if (typeof seam.port !== 'function') throw new Error('The stand-ins say for each host where it is.')
  return seam.port(host, port)
}

/** One request by node's own client, which follows nothing and unpacks nothing. Throws where the connection ends too early. */
export async function visit(
  sites: Seen,
  address: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<Visited> {
  const { protocol, hostname, pathname, search } = new URL(address)
  const isPlain = protocol === 'http:'
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const call = (isPlain ? plainRequest : tlsRequest)(
      {
        ...LENIENT,
        host: HERE,
        servername: hostname,
        port: portFor(sites, hostname, isPlain ? 80 : 443),
        path: `${pathname}${search}`,
        method,
        headers: { ...headers, host: hostname },
        agent: false,
      },
      resolve,
    )
    call.on('error', reject)
    call.end()
  })
  const parts: Buffer[] = []
  for await (const part of response) parts.push(part as Buffer)
  const { statusCode = 0, rawHeaders } = response
  return { status: statusCode, headers: response.headers, rawHeaders, body: Buffer.concat(parts) }
}

/** Looks at a finished handshake. Throws OpenSSL's error where there is none. */
export async function shake<T>(
  sites: Seen,
  host: string,
  { look, ...options }: ConnectionOptions & { look: (socket: TLSSocket) => T },
): Promise<T> {
  const port = portFor(sites, host, 443)
  const socket = connect({ ...LENIENT, host: HERE, servername: host, port, ca: sites.seam.ca, ...options })
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('secureConnect', resolve)
      socket.once('error', reject)
    })
    return look(socket)
  } finally {
    socket.destroy()
  }
}
