import { parseArgs } from 'node:util'
import { startShopify } from '../modules/connectors/testing/shopify.ts'
import { startStripe } from '../modules/connectors/testing/stripe.ts'

/*
 * A program of its own: services that the hub speaks with, on this machine, for whoever wants to see it work without an account
 * anywhere. What they are given is forgotten when it ends.
 */
const { values } = parseArgs({ options: { port: { type: 'string', default: '4700' } } })
const port = Number(values.port)

// The same each time, so that settings stay good over restarts.
const shop = await startShopify({
  port,
  clientId: 'a-client-of-the-stand-in',
  clientSecret: 'shpss_a-secret-of-the-stand-in',
  plan: 'Shopify Plus',
})
const stripe = await startStripe({ port: port + 1 })
const key = stripe.newKey('customers', 'charges', 'events', 'account')

process.stdout.write(`# Settings of the hub
SHOPIFY_CLIENT_ID=${shop.clientId}
SHOPIFY_CLIENT_SECRET=${shop.clientSecret}
SHOPIFY_URL=${shop.url}/{shop}
STRIPE_URL=${stripe.url}
# What to connect
# Shopify: the shop ${shop.shop}, with 5,000 orders
# Stripe: the key ${key}
# Ctrl+C ends them.
`)

async function stop(): Promise<void> {
  await Promise.all([shop.stop(), stripe.stop()])
  process.exit(0)
}
process.once('SIGINT', () => void stop())
process.once('SIGTERM', () => void stop())
