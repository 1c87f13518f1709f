import { expect, test } from 'vitest'
import { listenHere } from '../testing/local-server.ts'
import { lineReader } from './shopify-lines.ts'

/** Whatever it is asked for, there is more of it behind the same place. */
const ENDLESS = {
  nodes: [{ id: 'gid://shopify/LineItem/1', title: 'Loaf', quantity: 1 }],
  pageInfo: { hasNextPage: true, endCursor: 'here' },
}
const order = { id: 'gid://shopify/Order/1', updatedAt: '2026-11-20T09:00:00Z', lineItems: ENDLESS }

test('a service that says the same page for ever is left, and not read for ever (CONN-2)', async () => {
  let asked = 0
  const server = await listenHere(async (_request, response) => {
    asked += 1
    const data = { order, orders: { nodes: [order], pageInfo: { hasNextPage: false, endCursor: null } } }
    // Without an end this would go on as long as somebody waits.
    if (asked > 20) response.destroy()
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }))
  })
  try {
    const access = { base: server.url, token: 'x', withPersonal: false, outside: { allowsPrivate: true } }
    const read = lineReader.read(access, { stream: 'lines', after: null, since: null, total: 1 })
    await expect(read).rejects.toThrow('Shopify answers with the same page again.')
    expect(asked).toBe(2)
  } finally {
    await server.stop()
  }
})
