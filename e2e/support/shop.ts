import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { allow } from '../../packages/api/src/modules/connectors/testing/consent.ts'
import { signIn } from './hub-client.ts'
import type { HubClient } from './hub-client.ts'
import { bookkeeper } from './people.ts'
import type { Person } from './people.ts'
import { runDir } from './place.ts'

/** The shop that serve.ts starts for the hub. */
export const SHOP = 'tide-and-fennel.myshopify.com'

/**
 * What a stream that was read says of the last comparison. A new organization has its first night's work within a minute, so it
 * may have been compared meanwhile.
 */
export const LAST_COMPARED = /^(?:Not compared yet$|Compared )/

/** So long after signing in these tests ask for nobody's proof, which would end the session for the others. */
const FRESH_MS = 4 * 60_000
let anew: { founder: Person; at: number } | undefined

/** Somebody who has just signed in: once for several tests, since nobody may do that often. */
export async function signedInLately(worker: number): Promise<Person> {
  if (anew && Date.now() - anew.at < FRESH_MS) return anew.founder
  const session = join(runDir, `connectors-${worker}-${Date.now()}.json`)
  const hub = await signIn(bookkeeper)
  await hub.keepSession(session)
  await hub.dispose()
  anew = { founder: { ...bookkeeper, session }, at: Date.now() }
  return anew.founder
}

interface Connected {
  id: string
  streams: { name: string; phase: string; read: number }[]
}

/** What somebody comes back with who connects the shop. */
export async function comeBack(hub: HubClient): Promise<string> {
  const { url } = await hub.mutate<{ url: string }>('connectors.connections.begin', {
    provider: 'shopify',
    shop: SHOP,
  })
  return allow(url)
}

/** Connects the shop without a browser, and waits until all of it is read. */
export async function connected(hub: HubClient): Promise<string> {
  const query = await comeBack(hub)
  const { id } = await hub.mutate<Connected>('connectors.connections.finish', { provider: 'shopify', query })
  await untilRead(hub, id)
  return id
}

const untilRead = (hub: HubClient, id: string) =>
  expect
    .poll(
      async () =>
        (await hub.query<Connected>('connectors.connections.get', { id })).streams.map(({ phase }) => phase),
      { timeout: 30_000 },
    )
    .toEqual(['live', 'live', 'live', 'live'])

/** Shows a connection as it would be in another state. */
export const shownAs = (page: Page, change: (text: string) => string) =>
  page.route(/connectors\.connections\.(list|get)/, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: change(await response.text()) })
  })

/** How the answers of the hub would be in these states. */
export const states: Readonly<Record<string, (text: string) => string>> = {
  broken: (text) =>
    text
      .replaceAll('"state":"ok"', '"state":"broken"')
      .replaceAll(
        '"reason":""',
        '"reason":"Shopify no longer accepts the permission it gave. Connect the shop again."',
      ),
  attention: (text) =>
    text
      .replaceAll('"state":"ok"', '"state":"attention"')
      .replaceAll('"reason":""', '"reason":"Shopify answers with an error."')
      .replace('"error":null', '"error":"Shopify answers with an error."'),
  compared: (text) =>
    text.replaceAll(
      '"proof":null',
      `"proof":{"there":5000,"here":5000,"removed":3,"at":"${new Date(Date.now() - 2 * 3_600_000).toISOString()}"}`,
    ),
  reading: (text) =>
    text
      .replace(/"phase":"live","read":\d+,"total":\d+/, '"phase":"backfill","read":3200,"total":5000')
      .replace(/"phase":"live","read":\d+,"total":\d+/, '"phase":"backfill","read":0,"total":null'),
}
