import { randomBytes } from 'node:crypto'
import { chmodSync, globSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { attachEmbedded } from '@hub/db/embedded'
import { makeAdmin, openHub } from '@hub/api/server'
import type { Hub } from '@hub/api/server'
import { callRest, field } from './clients.ts'
import type { Caller } from './clients.ts'
import { startHubspot } from '../../packages/api/src/modules/connectors/testing/hubspot.ts'
import type { HubspotServer } from '../../packages/api/src/modules/connectors/testing/hubspot.ts'
import { startShopify } from '../../packages/api/src/modules/connectors/testing/shopify.ts'
import type { ShopifyServer } from '../../packages/api/src/modules/connectors/testing/shopify.ts'
import { HubProcess, freePort } from './hub-process.ts'
import { MODEL, startModelProvider } from './model-provider.ts'
import type { ModelProvider } from './model-provider.ts'

const POSTGRES_END_MS = 20_000
const EMAIL = 'faults@example.test'
const CREDIT = 1_000_000
/** Limits are no part of these runs, so they are out of the way. */
const UNLIMITED = '1000000000'

/** An organization with a key that may read and, unasked, write tasks. */
export interface Org {
  orgId: string
  slug: string
  /** By the key of a program. */
  key: Caller
  /** By the key of an assistant. */
  toolKey: Caller
  /** The owner as a program signed in. */
  owner: Caller
}

/** The same organization at another server of the hub. */
export const at = (org: Org, origin: string): Org => ({
  ...org,
  key: { ...org.key, origin },
  toolKey: { ...org.toolKey, origin },
  owner: { ...org.owner, origin },
})

/** Services that the hub uses, under our command. */
interface Outside {
  provider: ModelProvider
  shop: ShopifyServer
  hubspot: HubspotServer
}

/** How the hub knows what can be connected. */
const connectorSettings = ({ shop, hubspot }: Pick<Outside, 'shop' | 'hubspot'>) => ({
  SHOPIFY_CLIENT_ID: shop.clientId,
  SHOPIFY_CLIENT_SECRET: shop.clientSecret,
  SHOPIFY_URL: `${shop.url}/{shop}`,
  HUBSPOT_CLIENT_ID: hubspot.clientId,
  HUBSPOT_CLIENT_SECRET: hubspot.clientSecret,
  HUBSPOT_URL: hubspot.url,
})

/** A hub in a process of its own, its database, a model provider under our command, and an administrator. */
export class World {
  readonly hub: HubProcess
  readonly provider: ModelProvider
  readonly shop: ShopifyServer
  readonly hubspot: HubspotServer
  /** What every server of this world is started with. */
  readonly settings: Readonly<Record<string, string>>
  #secret: string
  #oldSecrets: string[] = []
  readonly #password = `${randomBytes(12).toString('base64url')}-7a`
  #token = ''

  constructor(
    hub: HubProcess,
    { provider, shop, hubspot }: Outside,
    settings: Readonly<Record<string, string>>,
  ) {
    this.hub = hub
    this.provider = provider
    this.shop = shop
    this.hubspot = hubspot
    this.settings = settings
    this.#secret = settings['HUB_SECRET'] ?? ''
  }

  /** Looks inside with another secret from now on. */
  useSecret(secret: string, oldSecrets: string[] = []): void {
    this.#secret = secret
    this.#oldSecrets = oldSecrets
  }

  get #nobody(): Caller {
    return { origin: this.hub.origin, credential: '' }
  }

  get admin(): Caller {
    return { origin: this.hub.origin, credential: this.#token }
  }

  /** The sign-in of the administrator, who belongs to every organization made here. */
  async open(): Promise<void> {
    await this.hub.start()
    const { link } = await this.#makeAdmin()
    const token = link === null ? '' : (new URL(link).searchParams.get('token') ?? '')
    await callRest(this.#nobody, { path: 'auth/resetPassword', body: { token, password: this.#password } })
    await this.signIn()
  }

  /** By the command line of another program where the hub is one: this one would bring its database up to date. */
  async #makeAdmin(): Promise<{ link: string | null }> {
    const who = { email: EMAIL, name: 'Fault Runner' }
    if (!this.hub.isOther) return this.inside((hub) => makeAdmin(hub, who))
    const words = ['admin', 'create', '--email', who.email, '--name', who.name, '--json']
    return JSON.parse(await this.hub.command(words)) as { link: string | null }
  }

  /** Returns what the sign-in is renewed with. */
  async signIn(): Promise<string> {
    const given = { path: 'auth/login', body: { email: EMAIL, password: this.#password } }
    let answer = await callRest(this.#nobody, given)
    // The trial before may have used up what one address may try.
    while (answer.status === 429) {
      await sleep((answer.retryAfter ?? 1) * 1_000)
      answer = await callRest(this.#nobody, given)
    }
    this.#token = field<string>(answer, 'accessToken')
    return field<string>(answer, 'refreshToken')
  }

  /** A new organization with so many credits. */
  async newOrg(name: string, credits: number): Promise<Org> {
    const made = await callRest(this.admin, { path: 'organizations/create', body: { name } })
    const [orgId, slug] = [field<string>(made, 'id'), field<string>(made, 'slug')]
    const owner: Caller = { ...this.admin, org: slug }
    const books = ['book', 'contact', 'sale'].flatMap((what) => [
      `accounting.${what}.read`,
      `accounting.${what}.write`,
    ])
    const scopes = ['ops.task.read', 'ops.task.write', ...books, 'credits.read', 'assistant.use']
    const keyOf = async (fields: object): Promise<Caller> => {
      const body = { name: 'Faults', scopes, ...fields }
      const made = await callRest(owner, { path: 'auth/apiKeys/create', body })
      return { origin: this.hub.origin, credential: field<string>(made, 'text') }
    }
    const key = await keyOf({ kind: 'program' })
    const toolKey = await keyOf({ kind: 'assistant', unaskedTools: ['modules.ops.tasks.create'] })
    if (credits > 0) await this.give(orgId, credits)
    return { orgId, slug, owner, key, toolKey }
  }

  async give(orgId: string, credits: number): Promise<void> {
    const body = { orgId, amountMicro: Math.round(credits * CREDIT), reason: 'fault run' }
    field(await callRest(this.admin, { path: 'admin/credits/adjust', body }), 'availableMicro')
  }

  /**
   * Looks into the database beside the running hub, as the command line does. While this lasts the database does not
   * end with the hub.
   */
  async inside<R>(work: (hub: Hub, adminUrl: string) => Promise<R>): Promise<R> {
    const database = await attachEmbedded({ stateDir: this.hub.stateDir })
    if (!database) throw new Error('The database does not run.')
    const { adminUrl } = database
    const settings = { publicUrl: this.hub.origin, registration: 'open', model: null } as const
    const options = {
      // Without one that is set, the hub has made one for itself.
      secret: this.#secret || readFileSync(join(this.hub.stateDir, 'hub.secret'), 'utf8').trim(),
      oldSecrets: this.#oldSecrets,
      embedded: true,
      preparedStatements: true,
      logLevel: 'silent',
      environment: connectorSettings(this),
    }
    try {
      const { hub, stop } = await openHub({ ...options, adminUrl, settings })
      const own = new URL(adminUrl)
      own.pathname = '/hub'
      try {
        return await work(hub, own.href)
      } finally {
        await stop()
      }
    } finally {
      await database.stop()
    }
  }

  /** Another server of the hub, with these settings besides; the caller stops it. */
  async startBeside(settings: Record<string, string>): Promise<HubProcess> {
    const server = this.hub.beside(await freePort(), settings)
    await server.start()
    return server
  }

  /** The same world around another hub, such as one on a copy of the folder. */
  on(hub: HubProcess): World {
    const other = new World(hub, this, this.settings)
    other.useSecret(this.#secret, this.#oldSecrets)
    return other
  }

  /** Stops the hub, and waits for its database, which outlives it for a moment. */
  async rest(): Promise<void> {
    await this.hub.stop()
    const until = Date.now() + POSTGRES_END_MS
    while (globSync('*/postmaster.pid', { cwd: this.hub.stateDir }).length > 0 && Date.now() < until)
      await sleep(50)
  }

  async close(): Promise<void> {
    await this.rest()
    await this.provider.stop()
    await this.shop.stop()
    await this.hubspot.stop()
    for (const name of readdirSync(this.hub.stateDir))
      rmSync(join(this.hub.stateDir, name), { recursive: true, force: true })
  }
}

/** For several servers of one hub: what one signs for this address, the others believe. */
export const sharedAddress = { PUBLIC_URL: 'http://localhost:3000' }

export function newStateDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hub-faults-'))
  // PostgreSQL may run as another user, who must be able to enter.
  chmodSync(folder, 0o755)
  return folder
}

/** Starts everything in this folder, which is empty again when the world has closed. */
export async function startWorld(
  stateDir: string,
  { project, ...settings }: Record<string, string> & { project?: string } = {},
): Promise<World> {
  const provider = await startModelProvider()
  const shop = await startShopify({ plan: 'Shopify Plus' })
  const hubspot = await startHubspot({ contacts: 3_000, companies: 600, deals: 1_200 })
  const all = {
    HUB_SECRET: randomBytes(48).toString('base64url'),
    LIMIT_ANONYMOUS_PER_HOUR: UNLIMITED,
    LIMIT_USER_PER_HOUR: UNLIMITED,
    OPENAI_BASE_URL: provider.baseUrl,
    OPENAI_API_KEY: 'sk-faults',
    OPENAI_MODEL: MODEL,
    ...connectorSettings({ shop, hubspot }),
    ...settings,
  }
  const hub = new HubProcess(stateDir, await freePort(), {
    ...all,
    ...(project !== undefined && { project }),
  })
  const world = new World(hub, { provider, shop, hubspot }, all)
  try {
    await world.open()
    return world
  } catch (error) {
    await world.close()
    throw error
  }
}
