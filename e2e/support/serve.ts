import { spawn } from 'node:child_process'
import { appendFileSync, mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startHubspot } from '../../packages/api/src/modules/connectors/testing/hubspot.ts'
import { startShopify } from '../../packages/api/src/modules/connectors/testing/shopify.ts'
import { startPlaces } from '../../packages/api/src/modules/marketplace/testing/places.ts'
import { bannerFile, port, runDir } from './place.ts'
import { startWebsites } from './websites-server.ts'

/*
 * Starts a hub with an empty database for one run, keeps what it prints, and removes its folder when it
 * has ended. Settings of the caller's own hub, such as DATABASE_URL, do not reach it.
 */
const LOOK_MS = 1_000
const inherited = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'NODE_COMPILE_CACHE'] as const
const main = fileURLToPath(new URL('../../apps/server/src/main.ts', import.meta.url))

// Fails when the folder is there: it must be nobody else's.
mkdirSync(runDir, { mode: 0o755 })

// They end with this process.
const shop = await startShopify({ orders: 300, customers: 120, products: 40, plan: 'Shopify Plus' })
const hubspot = await startHubspot({ contacts: 60, companies: 20, deals: 40 })

const websites = await startWebsites()
const places = await startPlaces()

const hub = spawn(process.execPath, [main], {
  env: {
    ...Object.fromEntries(inherited.map((name) => [name, process.env[name]])),
    PORT: String(port),
    HUB_STATE_DIR: join(runDir, 'state'),
    TRUST_PROXY: 'loopback',
    // One person does the work of all tests, more than anybody does in an hour.
    LIMIT_USER_PER_HOUR: '50000',
    // Receivers of the tests are on this machine.
    ALLOW_PRIVATE_UPSTREAMS: 'true',
    SHOPIFY_CLIENT_ID: shop.clientId,
    SHOPIFY_CLIENT_SECRET: shop.clientSecret,
    SHOPIFY_URL: `${shop.url}/{shop}`,
    HUBSPOT_CLIENT_ID: hubspot.clientId,
    HUBSPOT_CLIENT_SECRET: hubspot.clientSecret,
    HUBSPOT_URL: hubspot.url,
    ...websites.settings,
    GOOGLE_PLACES_API_KEY: places.key,
    GOOGLE_PLACES_URL: places.url,
    // Nobody listens there.
    STRIPE_URL: 'http://127.0.0.1:9',
  },
  stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
})
hub.stdout?.on('data', (chunk: Buffer) => appendFileSync(bannerFile, chunk))
hub.on('exit', (code) => {
  // PostgreSQL's guard may still be tidying up; the synchronous form gives up without a word when a file goes missing.
  void rm(runDir, { recursive: true, force: true, maxRetries: 5 }).finally(() => process.exit(code ?? 1))
})

const stop = () => void hub.kill('SIGTERM')
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)

const parent = process.ppid
setInterval(() => {
  // The test runner was killed and could not say so.
  if (process.ppid !== parent) stop()
}, LOOK_MS)
