import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hmacOf } from './oauth.ts'
import { openShop, REDIRECT } from './testing-app.ts'
import type { TestedShop } from './testing-app.ts'
import type { TokenAnswer } from './tokens.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

let shop: TestedShop
beforeEach(async () => void (shop = await openShop({ orders: 5, customers: 4, products: 3 })))
afterEach(() => shop.stop())

const refresh = (token: string | undefined) =>
  shop.exchange({ grant_type: 'refresh_token', refresh_token: token ?? '' })
const pairOf = async (answer: Response) => (await answer.json()) as Required<TokenAnswer>
const canRead = async (token: string) => (await shop.ask(token, '{ shop { name } }')).status === 200

describe('the way to a code (CONN-1)', () => {
  const page = (changes: Record<string, string>) => {
    const asked = {
      client_id: shop.clientId,
      scope: 'read_orders',
      redirect_uri: REDIRECT,
      state: '"><b>',
      ...changes,
    }
    return fetch(`${shop.url}/${shop.shop}/admin/oauth/authorize?${new URLSearchParams(asked).toString()}`)
  }

  test('shows a page with a button, and what was asked for as text', async () => {
    const html = await (await page({})).text()
    expect(html).toContain('<button type="submit">Install</button>')
    expect(html).toContain('value="&quot;&gt;&lt;b&gt;"')
  })

  test('refuses another app, another address, an unknown form of scope and tokens of a person', async () => {
    const answers = await Promise.all([
      page({ client_id: 'another' }),
      page({ redirect_uri: 'http://elsewhere.example/callback' }),
      page({ scope: 'everything' }),
      page({ 'grant_options[]': 'per-user' }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400])
  })

  test('sends back a code, the state and a signature over all of it', async () => {
    const { hmac, ...fields } = Object.fromEntries((await shop.install('read_orders')).searchParams)
    expect(fields).toMatchObject({ shop: shop.shop, state: 'a state of the app' })
    expect(Object.keys(fields).toSorted()).toEqual(['code', 'host', 'shop', 'state', 'timestamp'])
    expect(hmac).toBe(hmacOf(fields, shop.clientSecret))
    expect(hmac).not.toBe(hmacOf({ ...fields, shop: 'x.myshopify.com.evil.example' }, shop.clientSecret))
  })

  test('takes a code once, and not after ten minutes', async () => {
    const code = (await shop.install('read_orders')).searchParams.get('code') ?? ''
    expect(await (await shop.exchange({ code })).json()).toEqual({
      access_token: expect.stringMatching(/^shpat_/),
      scope: 'read_orders',
    })
    const again = await shop.exchange({ code })
    expect(again.status).toBe(400)
    expect(await again.json()).toMatchObject({ error: 'invalid_request' })

    const late = (await shop.install('read_orders')).searchParams.get('code') ?? ''
    shop.move(10 * 60_000)
    expect((await shop.exchange({ code: late })).status).toBe(400)
  })

  test('refuses a wrong secret and another app at the token endpoint', async () => {
    const code = (await shop.install('read_orders')).searchParams.get('code') ?? ''
    const wrong = await shop.exchange({ code, client_secret: 'guessed' })
    expect([wrong.status, await wrong.json()]).toMatchObject([400, { error: 'invalid_client' }])
    const other = await shop.exchange({ code, client_id: 'guessed' })
    expect([other.status, await other.json()]).toMatchObject([400, { error: 'application_cannot_be_found' }])
    expect((await shop.exchange({ code })).status).toBe(200)
  })
})

describe('expiring tokens (CONN-1)', () => {
  test('live an hour, their refresh tokens ninety days', async () => {
    const pair = await shop.connect('read_orders')
    expect(pair).toMatchObject({
      expires_in: 3600,
      refresh_token_expires_in: 90 * 86_400,
      scope: 'read_orders',
    })
    shop.move(HOUR - 1)
    expect(await canRead(pair.access_token)).toBe(true)
    shop.move(1)
    expect(await canRead(pair.access_token)).toBe(false)
    expect((await refresh(pair.refresh_token)).status).toBe(200)
    shop.move(90 * DAY)
    expect((await refresh(pair.refresh_token)).status).toBe(401)
  })

  test('a refresh gives a new pair and ends the access token before it', async () => {
    const first = await shop.connect()
    const second = await pairOf(await refresh(first.refresh_token))
    expect(second.refresh_token).not.toBe(first.refresh_token)
    expect([await canRead(first.access_token), await canRead(second.access_token)]).toEqual([false, true])
  })

  test('a used refresh token works until its replacement is used, thirty days at most', async () => {
    const first = await shop.connect()
    await refresh(first.refresh_token)
    const second = await pairOf(await refresh(first.refresh_token))
    expect((await refresh(second.refresh_token)).status).toBe(200)
    const retired = await refresh(first.refresh_token)
    expect([retired.status, await retired.json()]).toEqual([
      401,
      { error: 'invalid_request', error_description: 'This request requires an active refresh_token' },
    ])

    const other = await shop.connect()
    await refresh(other.refresh_token)
    shop.move(30 * DAY)
    expect((await refresh(other.refresh_token)).status).toBe(401)
  })

  test('a lost answer of a refresh leaves the old refresh token working', async () => {
    const first = await shop.connect()
    shop.faults.next({ kind: 'lostAnswer', at: 'token' })
    await expect(refresh(first.refresh_token)).rejects.toThrow()
    expect(await canRead(first.access_token)).toBe(false)
    const saved = await pairOf(await refresh(first.refresh_token))
    expect(await canRead(saved.access_token)).toBe(true)
  })

  test('an uninstalled app has no tokens any more', async () => {
    const pair = await shop.connect()
    await shop.world.uninstall()
    expect(await canRead(pair.access_token)).toBe(false)
    expect((await refresh(pair.refresh_token)).status).toBe(401)
  })
})
