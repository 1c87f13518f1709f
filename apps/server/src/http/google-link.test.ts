import { signUp } from '@hub/api/testing'
import type { GoogleUser } from '@hub/api/testing'
import { describe, expect, test } from 'vitest'
import { googleBrowser } from '../testing/google-browser.ts'
import type { GoogleBrowser } from '../testing/google-browser.ts'
import {
  auditActions,
  googleSite,
  googleState,
  MINUTE_MS,
  passwordOf,
  PUBLIC_URL,
  reasonAt,
} from '../testing/google-site.ts'

const site = googleSite()

describe('a signed-in person', () => {
  const linkWith = async (browser: GoogleBrowser, next = '/o/x/settings') => {
    const answer = await browser.post('/auth/google/link', { next })
    return { status: answer.status, body: (await answer.json()) as { redirectTo: string; code?: string } }
  }
  const signedIn = async (user: GoogleUser) => {
    const account = await signUp(site.hub)
    const browser = site.browserOf(user)
    expect(await passwordOf(browser, account)).toBe(200)
    return { account, browser }
  }

  test('links a Google account of any confirmed address, and takes it away again', async () => {
    const user = site.newUser()
    const { account, browser } = await signedIn(user)
    const { body } = await linkWith(browser)
    const { page } = await browser.open(body.redirectTo)
    expect(page.href).toBe(`${PUBLIC_URL}/o/x/settings`)
    expect((await googleState(browser)).linked).toMatchObject({ email: user.email })
    const unlink = () => browser.post('/trpc/auth.google.unlink', {})
    site.clock.aheadMs = 11 * MINUTE_MS
    expect((await unlink()).status).toBe(403)
    expect((await linkWith(browser)).body.code).toBe('STEP_UP_REQUIRED')
    await browser.post('/auth/confirm', { password: account.password })
    expect((await unlink()).status).toBe(200)
    expect((await googleState(browser)).linked).toBeNull()
    expect((await unlink()).status).toBe(404)
    expect(await auditActions(site.hub)).toEqual(
      expect.arrayContaining(['auth.google.linked', 'auth.google.unlinked']),
    )
  })

  test('needs the sign-in that began it to be there still', async () => {
    const { browser } = await signedIn(site.newUser())
    const { body } = await linkWith(browser)
    const callback = await browser.goUntilCallback(body.redirectTo)
    const ticket = browser.cookie('hub_google') ?? ''
    await browser.post('/auth/logout')
    browser.setCookie('hub_google', ticket)
    const { page } = await browser.open(callback)
    expect(page.pathname).toBe('/google')
    expect(reasonAt(page)).toBe('expired')
  })

  test('cannot link what is linked to somebody else, nor a second one', async () => {
    const { user } = await site.registered()
    const { browser } = await signedIn(user)
    const taken = await browser.open((await linkWith(browser)).body.redirectTo)
    expect(reasonAt(taken.page)).toBe('taken')
    site.google.user = site.newUser()
    const mine = googleBrowser(site.hub)
    const account = await signUp(site.hub)
    await passwordOf(mine, account)
    await mine.open((await linkWith(mine)).body.redirectTo)
    expect((await googleState(mine)).linked).not.toBeNull()
    site.google.user = site.newUser()
    // Another browser at Google, in which the second account is signed in.
    const second = googleBrowser(site.hub)
    await passwordOf(second, account)
    const again = await second.open((await linkWith(second)).body.redirectTo)
    expect(reasonAt(again.page)).toBe('taken')
  })

  test('begins it from a page of the hub only (CSRF)', async () => {
    const { browser } = await signedIn(site.newUser())
    const cookie = `hub_access=${browser.cookie('hub_access')}`
    const answer = await site.hub.request('/auth/google/link', {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', origin: 'https://evil.example' },
      body: '{}',
    })
    expect(answer.status).toBe(403)
    expect((await browser.get('/auth/google/link')).status).toBe(405)
  })

  test('with Google alone keeps it until there is another way in, and then sets a password', async () => {
    const { user, browser } = await site.registered()
    const kept = await browser.post('/trpc/auth.google.unlink', {})
    expect(kept.status).toBe(409)
    expect(await googleState(browser)).toMatchObject({ hasPassword: false, canUnlink: false })
    const password = 'Copper-kettle-58-lanterns'
    expect((await browser.post('/trpc/auth.setPassword', { password })).status).toBe(200)
    expect((await browser.post('/trpc/auth.setPassword', { password: `${password}-2` })).status).toBe(409)
    expect((await browser.post('/trpc/auth.google.unlink', {})).status).toBe(200)
    expect(await passwordOf(googleBrowser(site.hub), { email: user.email, password })).toBe(200)
  })

  test('with Google alone confirms by a new sign-in there, of the same account', async () => {
    const { user, browser } = await site.registered()
    site.clock.aheadMs = 11 * MINUTE_MS
    const stale = await browser.post('/trpc/auth.setPassword', { password: 'Copper-kettle-58' })
    expect(stale.status).toBe(403)
    const begin = async () =>
      (
        (await (await browser.post('/auth/google/confirm', { next: '/o/x' })).json()) as {
          redirectTo: string
        }
      ).redirectTo
    const address = new URL(await begin())
    expect(Object.fromEntries(address.searchParams)).toMatchObject({ prompt: 'login', max_age: '0' })
    site.clock.aheadMs = 0
    site.google.user = user
    const old = browser.cookie('hub_access')
    const { page } = await browser.open(await begin())
    expect(page.pathname).toBe('/o/x')
    expect(browser.cookie('hub_access')).not.toBe(old)
    expect(await auditActions(site.hub)).toContain('auth.confirmed')
  })

  test('with a password confirms with that and not with Google', async () => {
    const { browser } = await signedIn(site.newUser())
    expect((await browser.post('/auth/google/confirm')).status).toBe(409)
  })
})
