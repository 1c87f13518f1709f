import type { TestOrg } from '@hub/api/testing'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { anywhere } from './account-client.ts'
import { serveAuthorization } from './authorization-hub.ts'
import { askMcp, oauthClient, toolNames } from './oauth-client.ts'
import type { ServedHub } from './serve.ts'

interface Site {
  /** The hub, as it is reached from where a test comes from. */
  hub: ServedHub
  client: ReturnType<typeof oauthClient>
  org: TestOrg
  /** Comes from another address from here on, which has all limits before it. */
  move: () => void
}

/** Its registered client is one for all tests, so that a walk takes the site as it is. */
interface SiteOfOneOrg extends Site {
  clientId: string
}

interface SiteOfManyOrgs extends Site {
  tokenOf: (walk?: { userId?: string; scopes?: string[] }) => Promise<string>
  statusOf: (token: string) => Promise<number>
  toolsOf: (token: string) => Promise<string[]>
}

/** Begins and ends with the tests of a file; each of them comes from an address of its own. */
function fill(site: Site): void {
  let served: ServedHub
  site.move = () => {
    site.hub = anywhere(served)
    site.client = oauthClient(site.hub)
  }
  beforeAll(async () => {
    served = await serveAuthorization()
    site.move()
  })
  beforeEach(() => site.move())
  afterAll(() => served.stop())
}

/** A hub with one organization and one client for all tests of a file. It is filled before the first of them. */
export function siteOfOneOrg(): SiteOfOneOrg {
  const site = {} as SiteOfOneOrg
  fill(site)
  beforeAll(async () => {
    site.org = await site.hub.newOrg()
    site.clientId = await site.client.registered()
  })
  return site
}

/** A hub for all tests of a file, with another organization for each. It is filled before each of them. */
export function siteOfManyOrgs(): SiteOfManyOrgs {
  const site = {
    tokenOf: async (walk = {}) => (await site.client.tokensFor({ org: site.org, ...walk })).access_token,
    statusOf: async (token) => (await askMcp(site.hub, token)).status,
    toolsOf: (token) => toolNames(site.hub, token),
  } as SiteOfManyOrgs
  fill(site)
  beforeEach(async () => {
    site.org = await site.hub.newOrg()
  })
  return site
}
