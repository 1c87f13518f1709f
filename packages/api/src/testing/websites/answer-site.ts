import { request as passRequest } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { Header, Site, SiteFile } from './site.ts'

const BOMB_BYTES = 10_000_000
const PIECE = Buffer.alloc(64_000, 'and so on ')
const HTML = 'text/html; charset=utf-8'
const ALLOWED = 'GET, HEAD, OPTIONS'
const NOT_FOUND: SiteFile = {
  status: 404,
  type: HTML,
  body: '<!doctype html><html lang="en"><title>Not found</title><p>There is no such page.</p></html>',
}

let packed: Buffer | undefined

/** Made once, when it is first asked for. */
const bomb = (): Buffer => (packed ??= gzipSync(Buffer.alloc(BOMB_BYTES, ' ')))

interface Exchange {
  site: Site
  request: IncomingMessage
  response: ServerResponse
  /** Without the query. */
  path: string
  isSecure: boolean
}

/** Where this visit is sent on to; null where it is to be answered here. */
function nextAddress({ site, request, path, isSecure }: Exchange): string | null {
  const { host, redirect } = site
  if (redirect === 'inward') return 'http://127.0.0.1/'
  if (redirect === 'loop' && isSecure) return `https://${host}${path === '/' ? '/again' : '/'}`
  if (isSecure || redirect === 'none') return null
  if (redirect === 'late' && path === '/') return `http://${host}/welcome`
  const page = redirect === 'late' ? '/' : (request.url ?? '/')
  return `https://${redirect === 'other-host' ? 'www.' : ''}${host}${page}`
}

function fileOf({ site, path }: Exchange): SiteFile {
  const script = site.scripts?.[path]
  if (script !== undefined) return { type: 'text/javascript; charset=utf-8', body: script }
  if (path === '/robots.txt' && site.robots) return site.robots
  const file = site.files?.[path]
  if (file) return file
  if (path !== '/' && site.answersAnyPath !== true) return NOT_FOUND
  return { type: HTML, body: site.html, cookies: site.cookies }
}

function corsOf({ site, request }: Exchange): Header[] {
  const { origin } = request.headers
  if (site.corsEchoes !== true || origin === undefined) return []
  return [
    ['access-control-allow-origin', origin],
    ['access-control-allow-credentials', 'true'],
    ['vary', 'origin'],
  ]
}

/** As node takes a list in which a name may stand twice. */
const flat = (headers: readonly Header[]): string[] => headers.flatMap(([name, value]) => [name, value])

function headersOf(exchange: Exchange, { type = 'text/plain; charset=utf-8', ...file }: SiteFile): Header[] {
  return [
    ['content-type', type],
    ...(file.headers ?? exchange.site.headers),
    ...(file.cookies ?? []).map((cookie): Header => ['set-cookie', cookie]),
    ...corsOf(exchange),
  ]
}

/** Whoever asks knows this file already (RFC 9110, 13.1.2). */
function isKnown(request: IncomingMessage, headers: readonly Header[]): boolean {
  const tag = headers.find(([name]) => name === 'etag')?.[1]
  return tag !== undefined && request.headers['if-none-match'] === tag
}

function sendFile(exchange: Exchange, file: SiteFile): void {
  const { request, response, site } = exchange
  if (isKnown(request, headersOf(exchange, file))) return void response.writeHead(304).end()
  const body = Buffer.from(file.body)
  const headers = [...headersOf(exchange, file), ['content-length', String(body.length)] as const]
  response.writeHead(file.status ?? 200, flat(headers))
  if (request.method === 'HEAD') response.end()
  else if (site.dies === 'midway') response.write(body.subarray(0, body.length / 2), () => response.destroy())
  else response.end(body)
}

function sendBomb(exchange: Exchange): void {
  const headers = [
    ...headersOf(exchange, { type: HTML, body: '' }),
    ['content-encoding', 'gzip'],
    ['content-length', String(bomb().length)],
  ] as const
  exchange.response.writeHead(200, flat(headers)).end(bomb())
}

/** Until whoever asked has enough. */
function sendWithoutEnd(exchange: Exchange): void {
  const { response } = exchange
  response.writeHead(200, flat(headersOf(exchange, { type: HTML, body: '' })))
  const more = () => {
    while (!response.destroyed && response.write(PIECE));
  }
  response.on('drain', more)
  more()
}

/** As a front does that ends the encryption: what was asked goes on, with what it was asked for. */
function passOn(origin: string, { site: { host }, request, response }: Exchange): void {
  const { port, hostname } = new URL(origin)
  const headers = { ...request.headers, host, 'x-forwarded-proto': 'https', 'x-forwarded-host': host }
  const { method, url: path } = request
  const call = passRequest({ hostname, port, path, method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
    answer.pipe(response)
  })
  call.on('error', () => response.destroy())
  request.pipe(call)
}

function answerNow(exchange: Exchange): void {
  const { site, request, response } = exchange
  if (site.dies === 'at-once') return void request.socket.destroy()
  const next = nextAddress(exchange)
  if (next !== null) return void response.writeHead(301, { location: next, 'content-length': 0 }).end()
  if (site.front !== undefined) return passOn(site.front, exchange)
  if (request.method === 'OPTIONS')
    return void response
      .writeHead(204, flat([['allow', ALLOWED], ...site.headers, ...corsOf(exchange)]))
      .end()
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return void response.writeHead(405, { allow: ALLOWED, 'content-length': 0 }).end()
  sendPage(exchange)
}

function sendPage(exchange: Exchange): void {
  const { site, request, path } = exchange
  const body = path === '/' && request.method === 'GET' ? site.body : undefined
  if (body === 'bomb') return sendBomb(exchange)
  if (body === 'endless') return sendWithoutEnd(exchange)
  sendFile(exchange, fileOf(exchange))
}

/** Answers as the site does; one that waits stops waiting when `signal` says so. */
export async function answerSite(exchange: Exchange, signal: AbortSignal): Promise<void> {
  const { site, response } = exchange
  response.on('error', () => response.destroy())
  if (site.delayMs !== undefined)
    try {
      await wait(site.delayMs, undefined, { signal })
    } catch {
      return void response.destroy()
    }
  if (!response.destroyed) answerNow(exchange)
}
