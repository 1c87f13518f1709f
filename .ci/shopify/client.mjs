// Shopify's own client against the stand-in: told where it is on the standard input, it answers there with what it found.
import { text } from 'node:stream/consumers'
import '@shopify/shopify-api/adapters/web-api'
import { ApiVersion, shopifyApi } from '@shopify/shopify-api'
import { setAbstractFetchFunc } from '@shopify/shopify-api/runtime'

const { url, shop, clientId, clientSecret, webhook } = JSON.parse(await text(process.stdin))
const HOST = 'app.hub.example'

// The client knows shops by https alone; this is the way to the one on this machine.
setAbstractFetchFunc((/** @type {string} */ address, options) =>
  fetch(address.replace(`https://${shop}/`, `${url}/${shop}/`), options),
)

const shopify = shopifyApi({
  apiKey: clientId,
  apiSecretKey: clientSecret,
  apiVersion: ApiVersion.October26,
  scopes: ['read_orders', 'read_all_orders', 'read_products'],
  hostName: HOST,
  hostScheme: 'https',
  isEmbeddedApp: false,
  logger: { level: 0, log: () => undefined },
})

async function install() {
  const begun = await shopify.auth.begin({
    shop,
    callbackPath: '/callback',
    isOnline: false,
    rawRequest: new Request(`https://${HOST}/begin`),
  })
  const asked = new URL(begun.headers.get('location'))
  const answer = await fetch(`${url}/${shop}${asked.pathname}`, {
    method: 'POST',
    body: asked.searchParams,
    redirect: 'manual',
  })
  const cookie = begun.headers.getSetCookie().map((one) => one.split(';', 1)[0])
  return { back: answer.headers.get('location'), cookie: cookie.join('; ') }
}

const callback = ({ back, cookie }) =>
  shopify.auth.callback({ rawRequest: new Request(back, { headers: { cookie } }), expiring: true })

const isRefused = (promise) =>
  promise.then(
    () => false,
    () => true,
  )

const good = await install()
const { session } = await callback(good)
const forged = await install()
const isForgedRefused = await isRefused(
  callback({ ...forged, back: forged.back.replace(/code=./, 'code=g') }),
)
const isUsedRefused = await isRefused(callback(good))

const { session: fresh } = await shopify.auth.refreshToken({ shop, refreshToken: session.refreshToken })
const client = new shopify.clients.Graphql({ session: fresh })
const isOldRefused = await isRefused(new shopify.clients.Graphql({ session }).request('{ shop { name } }'))
const ids = []
let after = null
do {
  const { data } = await client.request(
    'query ($after: String) { orders(first: 50, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
    { variables: { after } },
  )
  ids.push(...data.orders.nodes.map(({ id }) => id))
  after = data.orders.pageInfo.hasNextPage ? data.orders.pageInfo.endCursor : null
} while (after !== null)
const isUnknownFieldRefused = await isRefused(client.request('{ shop { fortune } }'))

const validate = (rawBody) =>
  shopify.webhooks.validate({
    rawBody,
    rawRequest: new Request(`https://${HOST}/webhooks`, {
      method: 'POST',
      headers: webhook.headers,
      body: rawBody,
    }),
  })

process.stdout.write(
  JSON.stringify({
    scope: session.scope,
    isExpiring: session.expires !== undefined && session.refreshToken !== undefined,
    isForgedRefused,
    isUsedRefused,
    isOldRefused,
    isUnknownFieldRefused,
    orders: new Set(ids).size,
    webhook: await validate(webhook.body),
    changedWebhook: await validate(webhook.body.replace('"id"', '"iD"')),
  }),
)
