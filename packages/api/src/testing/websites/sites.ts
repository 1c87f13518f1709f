import { createServer as createHttp } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { isIP } from 'node:net'
import { createSecureContext } from 'node:tls'
import type { SecureContext } from 'node:tls'
import type { GuardSeam } from '../../platform/outside/guarded-fetch.ts'
import { answerSite } from './answer-site.ts'
import { createAuthority } from './certificates.ts'
import type { Authority } from './certificates.ts'
import { startDns } from './dns-server.ts'
import type { DnsServer, Zone } from './dns-server.ts'
import { HERE, listen } from './listening.ts'
import type { Site, SiteChanges } from './site.ts'
import { TLS_PROFILES, tlsProfiles } from './tls-profiles.ts'
import type { TlsProfile } from './tls-profiles.ts'

/** Nothing answers there: the port is for a service that no machine has any more, and only root may take it. */
const CLOSED_PORT = 1

export interface SitesOptions {
  /** Those that are there; of one name the last. */
  sites: readonly Site[]
  /** The first of a row: of DNS, of http, and of https in each of its ways. Free ones where it is left out. */
  port?: number
}

export interface AskedOfSite {
  method: string
  /** With the host as it was asked for. */
  url: string
  headers: IncomingHttpHeaders
}

export interface StandInSites {
  /** What the hub is told in place of the internet: only these sites are there. */
  seam: GuardSeam
  /** The root that all good certificates lead to, as PEM. */
  root: string
  /** `SECURITY_DNS` by which their names, mail and proofs are looked up. */
  dns: string
  /** The same for a hub of its own: `OUTBOUND_MAP`, as the sites are when it is read. */
  outboundMap(): string
  /** The name server itself: its zone, its faults, and what it was asked. */
  names: DnsServer
  sites: ReadonlyMap<string, Site>
  /** What the sites were asked, in order. */
  asked: AskedOfSite[]
  /** Another site is there from now on. */
  add(site: Site): void
  /** Changes a site from the next request on. Throws where there is none of that name. */
  set(host: string, changes: SiteChanges): void
  stop(): Promise<void>
}

interface World {
  sites: Map<string, Site>
  asked: AskedOfSite[]
  authority: Authority
  contexts: Map<string, Promise<SecureContext>>
  names: DnsServer
  ports: Map<TlsProfile | 'http', number>
  stopping: AbortController
}

const siteOf = ({ sites }: Pick<World, 'sites'>, host: string): Site | undefined =>
  sites.get(host) ?? (host.startsWith('www.') ? sites.get(host.slice(4)) : undefined)

/** What a visitor's browser asks a server for, without its port. */
const hostOf = (request: IncomingMessage): string =>
  (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '')

function answerRequest(world: World, request: IncomingMessage, response: ServerResponse): void {
  const host = hostOf(request)
  const isSecure = 'encrypted' in request.socket
  const { method = 'GET', url = '/', headers } = request
  world.asked.push({ method, url: `${isSecure ? 'https' : 'http'}://${host}${url}`, headers })
  const site = siteOf(world, host)
  const path = url.split('?', 1)[0] ?? '/'
  if (!site) response.writeHead(421).end()
  else void answerSite({ site, request, response, path, isSecure }, world.stopping.signal)
}

function profileOf({ tls, certificate = {} }: Site): TlsProfile {
  const isWeak = certificate.key === 'rsa1024' || certificate.signature === 'sha1'
  return tls ?? (isWeak ? 'weak-certificate' : 'modern')
}

async function contextOf({ authority }: World, site: Site): Promise<SecureContext> {
  const profile = profileOf(site)
  const issued = await authority.issue({
    names: [site.host, `www.${site.host}`],
    ...(profile === 'no-forward' && { key: 'rsa2048' }),
    ...site.certificate,
  })
  return createSecureContext({ ...issued, ciphers: tlsProfiles[profile].ciphers })
}

/** The certificate of a site is issued when it is first asked for. */
function certificateFor(world: World, host: string): Promise<SecureContext> | undefined {
  const site = siteOf(world, host.toLowerCase())
  if (!site) return undefined
  const known = world.contexts.get(site.host) ?? contextOf(world, site)
  world.contexts.set(site.host, known)
  return known
}

function createSecureServer(world: World, profile: TlsProfile): Server {
  return createHttps(
    {
      ...tlsProfiles[profile],
      SNICallback: (host, done) => {
        const found = certificateFor(world, host)
        if (found) found.then((context) => done(null, context), done)
        else done(null)
      },
    },
    (request, response) => answerRequest(world, request, response),
  )
}

/** As node's own look-up fails. */
const notFound = (host: string): Error =>
  Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), {
    code: 'ENOTFOUND',
    syscall: 'getaddrinfo',
    hostname: host,
  })

function portOf(world: World, host: string, port: number): number {
  const site = siteOf(world, host.toLowerCase())
  if (!site || (port !== 80 && (port !== 443 || site.withoutHttps === true))) return CLOSED_PORT
  return world.ports.get(port === 80 ? 'http' : profileOf(site)) ?? CLOSED_PORT
}

const mapOf = (world: World): string =>
  [...world.sites.keys()]
    .flatMap((host) => [host, `www.${host}`])
    .flatMap((host) => [443, 80].map((port) => `${host}:${port}=${HERE}:${portOf(world, host, port)}`))
    .join(',')

function seamOf(world: World): GuardSeam {
  return {
    async resolve(host) {
      if (siteOf(world, host.toLowerCase())) return [{ address: HERE, family: 4 }]
      // The sites are on the address of this machine; written as an address it is told from them by its neighbour.
      if (isIP(host) !== 0) return [{ address: host === HERE ? '127.0.0.2' : host, family: isIP(host) }]
      throw notFound(host)
    },
    isAllowed: (address) => address === HERE,
    port: (host: string, port: number) => portOf(world, host, port),
    ca: world.authority.root,
  }
}

/** The whole names of what a site has in the DNS. */
const recordsOf = ({ host, dns = {} }: Site): Zone =>
  Object.fromEntries(
    Object.entries(dns).map(([name, records]) => [name === '@' ? host : `${name}.${host}`, records]),
  )

function tellNames(names: DnsServer, site: Site): void {
  Object.assign(names.zone, recordsOf(site))
  names.fail(site.host, site.dnsFault ?? null)
}

function change(world: World, host: string, changes: SiteChanges): void {
  const site = world.sites.get(host)
  if (!site) throw new Error(`There is no site ${host}.`)
  const changed: Site = { ...site, ...changes }
  world.sites.set(host, changed)
  if ('certificate' in changes || 'tls' in changes) world.contexts.delete(host)
  if (!('dns' in changes || 'dnsFault' in changes)) return
  for (const name of Object.keys(recordsOf(site))) delete world.names.zone[name]
  tellNames(world.names, changed)
}

/** Websites with real certificates, and the name server that knows them, on this machine. */
export async function startSites(options: SitesOptions): Promise<StandInSites> {
  const { port } = options
  const at = (offset: number): number => (port === undefined ? 0 : port + offset)
  const sites = new Map(options.sites.map((site) => [site.host, site]))
  const world: World = {
    sites,
    asked: [],
    authority: await createAuthority(),
    contexts: new Map(),
    names: await startDns({}, at(0)),
    ports: new Map(),
    stopping: new AbortController(),
  }
  for (const site of sites.values()) tellNames(world.names, site)
  const servers = [
    ['http', createHttp((request, response) => answerRequest(world, request, response))],
    ...TLS_PROFILES.map((profile) => [profile, createSecureServer(world, profile)] as const),
  ] as const
  const open = await Promise.all(servers.map(([, server], index) => listen(server, at(1 + index))))
  for (const [index, [name]] of servers.entries()) world.ports.set(name, open[index]?.port ?? CLOSED_PORT)
  return {
    seam: seamOf(world),
    root: world.authority.root,
    outboundMap: () => mapOf(world),
    dns: world.names.address,
    names: world.names,
    sites,
    asked: world.asked,
    add: (site) => {
      sites.set(site.host, site)
      tellNames(world.names, site)
    },
    set: (host, changes) => change(world, host, changes),
    async stop() {
      world.stopping.abort()
      await Promise.all([...open, world.names].map((one) => one.stop()))
    },
  }
}
