import { createServer, request as ask } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { portFor, resolvePublic } from './judged.ts'
import type { Outside } from './judged.ts'

/** What passes through a proxy, and what it turned away. */
export interface GuardingProxy {
  url: string
  /** `host:port` of each address that may not be asked, once each. */
  refused: ReadonlySet<string>
  /** What was asked for came to more than it may. */
  isOver: boolean
  stop(): Promise<void>
}

export interface ProxyOptions extends Outside {
  /** Of all that passes back through it, in bytes. */
  maxBytes: number
  /** May forbid an origin that is public. */
  mayReach?: ((origin: string) => Promise<boolean>) | undefined
}

const PORTS = new Set([80, 443])
const MOST_CONNECTIONS = 128
/** Reaching a server, not what it says then. */
const CONNECT_MS = 10_000

interface Target {
  host: string
  port: number
}

function targetOf(authority: string | undefined): Target | null {
  const url = URL.parse(`http://${authority ?? ''}`)
  if (!url || url.username !== '' || url.pathname !== '/') return null
  return { host: url.hostname, port: Number(url.port || 80) }
}

const answerTo = (socket: Duplex, line: string) => socket.end(`HTTP/1.1 ${line}\r\nconnection: close\r\n\r\n`)

class Passage implements GuardingProxy {
  readonly refused = new Set<string>()
  isOver = false
  url = ''
  private passed = 0
  private readonly open = new Set<Duplex>()
  private readonly options: ProxyOptions
  private readonly server = createServer({ maxHeaderSize: 65_536 }, (request, response) => {
    void this.pass(request, response)
  })

  constructor(options: ProxyOptions) {
    this.options = options
    this.server.maxConnections = MOST_CONNECTIONS
    this.server.on('connect', (request, socket, head) => void this.tunnel(request, socket, head))
    this.server.on('upgrade', (_request, socket) => answerTo(socket, '403 Forbidden'))
  }

  async begin(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject)
      this.server.listen(0, '127.0.0.1', resolve)
    })
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  stop(): Promise<void> {
    for (const socket of this.open) socket.destroy()
    return new Promise((resolve) => {
      this.server.close(() => resolve())
      this.server.closeAllConnections()
    })
  }

  /** Where a target is really reached; null, and noted, where nobody may reach it. */
  private async judge(target: Target): Promise<{ address: string; port: number } | null> {
    const { host, port } = target
    try {
      if (this.isOver || (!PORTS.has(port) && this.options.allowsPrivate !== true))
        throw new Error('not asked')
      const { address } = await resolvePublic(host, this.options, AbortSignal.timeout(CONNECT_MS))
      const { origin } = new URL(`${port === 443 ? 'https' : 'http'}://${host}:${port}`)
      if (!((await this.options.mayReach?.(origin)) ?? true)) throw new Error('not asked')
      return { address, port: portFor(this.options, host, port) }
    } catch {
      this.refused.add(`${host}:${port}`)
      return null
    }
  }

  private keep(socket: Duplex): void {
    this.open.add(socket)
    socket.once('close', () => this.open.delete(socket))
    // The other end hears of it by its own end.
    socket.on('error', () => socket.destroy())
  }

  private count(chunk: Buffer): void {
    this.passed += chunk.length
    if (this.passed <= this.options.maxBytes || this.isOver) return
    this.isOver = true
    for (const socket of this.open) socket.destroy()
  }

  private async tunnel({ url }: IncomingMessage, client: Duplex, head: Buffer): Promise<void> {
    this.keep(client)
    const target = targetOf(url)
    const place = target && (await this.judge(target))
    if (!place) return void answerTo(client, '403 Forbidden')
    const server: Socket = connect({ host: place.address, port: place.port, timeout: CONNECT_MS })
    this.keep(server)
    server.once('timeout', () => server.destroy())
    server.once('connect', () => {
      server.setTimeout(0)
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      server.write(head)
      server.on('data', (chunk: Buffer) => this.count(chunk))
      server.pipe(client)
      client.pipe(server)
    })
    server.once('close', () => client.destroy())
    client.once('close', () => server.destroy())
  }

  /** A request over plain http, which names its whole address. */
  private async pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = URL.parse(request.url ?? '')
    const target = url?.protocol === 'http:' && url.username === '' ? targetOf(url.host) : null
    const place = target && (await this.judge(target))
    if (!url || !place) return void response.writeHead(403).end()
    const { 'proxy-connection': _, 'proxy-authorization': __, ...headers } = request.headers
    const onward = ask({
      host: place.address,
      port: place.port,
      method: request.method ?? 'GET',
      path: `${url.pathname}${url.search}`,
      headers: { ...headers, host: url.host },
      agent: false,
      timeout: CONNECT_MS,
    })
    onward.once('timeout', () => onward.destroy())
    onward.once('socket', (socket) => this.keep(socket))
    onward.once('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()))
    onward.once('response', (answer) => {
      answer.on('data', (chunk: Buffer) => this.count(chunk))
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
      answer.once('error', () => response.destroy())
    })
    response.once('close', () => onward.destroy())
    request.pipe(onward)
  }
}

/**
 * A proxy on this machine for a program that asks by itself, such as a browser: it reaches the public internet on ports 80 and 443
 * by the rules of `guardedRequest`, and nothing else. Every name is looked up and judged here, and the judged address is the one that is asked.
 */
export async function startGuardingProxy(options: ProxyOptions): Promise<GuardingProxy> {
  const passage = new Passage(options)
  await passage.begin()
  return passage
}
