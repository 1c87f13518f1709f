import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startHubspot } from '../modules/connectors/testing/hubspot.ts'
import { startShopify } from '../modules/connectors/testing/shopify.ts'
import { startStripe } from '../modules/connectors/testing/stripe.ts'
import { mall, watchablePages } from '../modules/marketplace/testing/mall.ts'
import { startPlaces } from '../modules/marketplace/testing/places.ts'
import { startSites } from '../modules/security/testing/sites.ts'

/*
 * A program of its own: services that the hub speaks with, on this machine, for whoever wants to see it work without an account
 * anywhere. What they are given is forgotten when it ends.
 */
const { values } = parseArgs({ options: { port: { type: 'string', default: '4700' } } })
const port = Number(values.port)

// The same each time, so that settings stay good over restarts, but for the certificates of the websites.
const shop = await startShopify({
  port,
  clientId: 'a-client-of-the-stand-in',
  clientSecret: 'shpss_a-secret-of-the-stand-in',
  plan: 'Shopify Plus',
})
const stripe = await startStripe({ port: port + 1 })
for (const { number, currency, subtotalMinor } of shop.world.orders().slice(0, 200))
  stripe.world.addCharge({
    amount: subtotalMinor,
    currency: currency.toLowerCase(),
    metadata: { order_id: String(number) },
  })
const key = stripe.newKey('customers', 'charges', 'events', 'account')
const sites = await startSites({ port: port + 2, sites: mall })
const places = await startPlaces({ port: port + 100 })
const hubspot = await startHubspot({
  port: port + 101,
  clientId: 'a-client-of-the-stand-in',
  clientSecret: 'a-secret-of-the-stand-in',
})
const folder = mkdtempSync(join(tmpdir(), 'hub-stand-ins-'))
const root = join(folder, 'root.pem')
writeFileSync(root, sites.root)

process.stdout.write(`# Settings of the hub
SHOPIFY_CLIENT_ID=${shop.clientId}
SHOPIFY_CLIENT_SECRET=${shop.clientSecret}
SHOPIFY_URL=${shop.url}/{shop}
STRIPE_URL=${stripe.url}
HUBSPOT_CLIENT_ID=${hubspot.clientId}
HUBSPOT_CLIENT_SECRET=${hubspot.clientSecret}
HUBSPOT_URL=${hubspot.url}
SECURITY_DNS=${sites.dns}
OUTBOUND_MAP=${sites.outboundMap()}
NODE_EXTRA_CA_CERTS=${root}
GOOGLE_PLACES_API_KEY=${places.key}
GOOGLE_PLACES_URL=${places.url}
# What to connect
# Shopify: the shop ${shop.shop}, with 5,000 orders
# Stripe: the key ${key}, with payments for 200 of its orders
# HubSpot: one account, with 120 contacts, 40 companies and 80 deals
# What to scan (they have new certificates each time, so start the hub after them)
# Websites: ${[...sites.sites.keys()].join(', ')}
# Whose prices to track
${watchablePages.map((page) => `# ${page}`).join('\n')}
# Whom to find: coffee roasters near Cork
# Ctrl+C ends them.
`)

async function stop(): Promise<void> {
  await Promise.all([shop.stop(), stripe.stop(), hubspot.stop(), sites.stop(), places.stop()])
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
}
process.once('SIGINT', () => void stop())
process.once('SIGTERM', () => void stop())
