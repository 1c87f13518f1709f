import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { once } from 'node:events'
import { percentile } from './measure.ts'
import type { MeasuredChild } from './child-process.ts'

export interface HttpAsk {
  method?: 'GET' | 'POST'
  path: string
  headers?: Record<string, string>
  body?: string
}

export interface Reply {
  status: number
  head: string
  /** Bytes as they came: chunked answers still have their chunk sizes, text above ASCII is not decoded. */
  body: string
}

export interface Load {
  /** `http://127.0.0.1:port` */
  origin: string
  /** The n-th request of this load; a constant is fine. */
  ask: HttpAsk | ((n: number) => HttpAsk)
  requests: number
  /** Clients that each wait for an answer before they ask again. */
  clients: number
  /** Throws where an answer is not what a good one looks like. Default: status 200. */
  check?: (reply: Reply) => void
}

export interface LoadResult {
  /** Microseconds. */
  p50: number
  p99: number
  /** Answers a second of wall clock. */
  rate: number
}

/** As little as HTTP needs, so that latencies are the server's and not the client's. */
function encode({ method = 'GET', path, headers = {}, body }: HttpAsk, host: string): string {
  const all: Record<string, string | number> = {
    host,
    ...headers,
    ...(body !== undefined && {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }),
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return `${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body ?? ''}`
}

const HEAD_END = '\r\n\r\n'

/** The whole answer, or undefined while there is more to come. One character stands for one byte. */
function readReply(received: string): Reply | undefined {
  const headEnd = received.indexOf(HEAD_END)
  if (headEnd < 0) return undefined
  const head = received.slice(0, headEnd)
  const body = received.slice(headEnd + HEAD_END.length)
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
  const isWhole = length === undefined ? body.endsWith(`0${HEAD_END}`) : body.length >= Number(length)
  return isWhole ? { status: Number(head.slice(9, 12)), head, body } : undefined
}

/** One kept-alive connection with one question at a time. */
class Connection {
  readonly #socket: Socket
  #received = ''
  #waiting: { resolve(reply: Reply): void; reject(error: Error): void } | undefined

  private constructor(socket: Socket) {
    this.#socket = socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => {
      this.#received += chunk
      const reply = readReply(this.#received)
      if (reply) this.#waiting?.resolve(reply)
    })
    socket.on('error', (error) => this.#waiting?.reject(error))
    socket.on('close', () => this.#waiting?.reject(new Error('The server closed the connection.')))
  }

  static async open(origin: string): Promise<Connection> {
    const { hostname, port } = new URL(origin)
    const socket = connect({ host: hostname, port: Number(port), noDelay: true })
    await once(socket, 'connect')
    return new Connection(socket)
  }

  ask(text: string): Promise<Reply> {
    this.#received = ''
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      this.#socket.write(text)
    })
  }

  close(): void {
    this.#socket.destroy()
  }
}

function expectOk({ status, body }: Reply): void {
  if (status !== 200) throw new Error(`Answered ${status}: ${body.slice(0, 500)}`)
}

/** Makes the load of one round. Every answer is checked: a fast wrong answer is no figure. */
export async function load({
  origin,
  ask: what,
  requests,
  clients,
  check = expectOk,
}: Load): Promise<LoadResult> {
  const { host } = new URL(origin)
  const constant = typeof what === 'function' ? undefined : encode(what, host)
  const textOf = (n: number) => constant ?? encode((what as (n: number) => HttpAsk)(n), host) // one or the other
  const connections = await Promise.all(Array.from({ length: clients }, () => Connection.open(origin)))
  const latencies: number[] = []
  let next = 0
  const begin = performance.now()
  try {
    await Promise.all(
      connections.map(async (connection) => {
        while (next < requests) {
          const text = textOf(next++)
          const asked = performance.now()
          const reply = await connection.ask(text)
          latencies.push((performance.now() - asked) * 1000)
          check(reply)
        }
      }),
    )
  } finally {
    for (const connection of connections) connection.close()
  }
  const seconds = (performance.now() - begin) / 1000
  return { p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99), rate: requests / seconds }
}

/**
 * While the others have their turn a process sleeps, and a machine that saves memory takes its pages meanwhile: the first
 * requests after that pay for getting them back, which no server under load does. So they come before the clock starts.
 */
const WAKE_SHARE = 8

/** The load of one round with the server's CPU per request, in microseconds. */
export async function measureLoad(
  child: MeasuredChild,
  options: Load,
): Promise<LoadResult & { cpu: number }> {
  await load({ ...options, requests: Math.ceil(options.requests / WAKE_SHARE) })
  const before = await child.cpu()
  const result = await load(options)
  const cpu = ((await child.cpu()) - before) / options.requests
  return { ...result, cpu }
}
