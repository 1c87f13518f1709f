import { describe, expect, test } from 'vitest'
import { googleBrowser } from '../testing/google-browser.ts'
import type { GoogleBrowser } from '../testing/google-browser.ts'
import { auditActions, googleSite, MINUTE_MS, PUBLIC_URL, reasonAt } from '../testing/google-site.ts'

const site = googleSite()

describe('an answer from Google', () => {
  /** Where an address leads, and who is signed in then. */
  const landing = async (browser: GoogleBrowser, address: string) => {
    const { page } = await browser.open(address)
    return { path: page.pathname, reason: reasonAt(page), me: await browser.me() }
  }
  const nothing = (reason: string) => ({ path: '/sign-in', reason, me: null })

  test('works once, also twenty times at once', async () => {
    const { user } = await site.registered()
    const browser = site.browserOf(user)
    const callback = await browser.goUntilCallback('/auth/google')
    const ticket = browser.cookie('hub_google') ?? ''
    const copies = Array.from({ length: 20 }, () => {
      const copy = googleBrowser(site.hub)
      copy.setCookie('hub_google', ticket)
      return copy
    })
    const ends = await Promise.all(copies.map((copy) => copy.open(callback)))
    expect(ends.filter(({ page }) => page.pathname === '/')).toHaveLength(1)
    expect(ends.filter(({ page }) => reasonAt(page) === 'expired')).toHaveLength(19)
    expect(await landing(browser, callback)).toEqual(nothing('expired'))
  })

  test('opens nothing in a browser that did not ask (login CSRF, ASVS 10.1.2)', async () => {
    const { user } = await site.registered()
    const callback = await site.browserOf(user).goUntilCallback('/auth/google')
    expect(await landing(googleBrowser(site.hub), callback)).toEqual(nothing('expired'))
    const asking = site.browserOf(site.newUser())
    await asking.goUntilCallback('/auth/google')
    const before = asking.cookie('hub_google')
    expect(await landing(asking, callback)).toEqual(nothing('expired'))
    // The round trip of this browser is not ended by somebody else's.
    expect(asking.cookie('hub_google')).toBe(before)
  })

  test('is worth nothing after ten minutes', async () => {
    const { user } = await site.registered()
    const browser = site.browserOf(user)
    const callback = await browser.goUntilCallback('/auth/google')
    site.clock.aheadMs = 11 * MINUTE_MS
    expect(await landing(browser, callback)).toEqual(nothing('expired'))
  })

  test('with a ticket that was made up, changed or sealed for a later step is refused', async () => {
    const browser = site.browserOf(site.newUser())
    await browser.open('/auth/google')
    const step = browser.cookie('hub_google') ?? ''
    for (const ticket of ['x', 'A'.repeat(300), step, `${step.slice(0, -4)}AAAA`]) {
      browser.setCookie('hub_google', ticket)
      expect(await landing(browser, '/auth/google/callback?code=x&state=y')).toEqual(nothing('expired'))
    }
  })

  test('that says no is told as that; any other error is refused', async () => {
    expect(await landing(site.browserOf(null), '/auth/google')).toEqual(nothing('cancelled'))
    const browser = site.browserOf(site.newUser())
    const callback = new URL(await browser.goUntilCallback('/auth/google'))
    callback.searchParams.delete('code')
    callback.searchParams.set('error', 'server_error')
    callback.searchParams.set('error_description', '<script>alert(1)</script>')
    expect(await landing(browser, callback.href)).toEqual(nothing('refused'))
    expect(await auditActions(site.hub)).toContain('auth.google.refused')
  })

  test('with the code of another round trip is refused by PKCE', async () => {
    const { user } = await site.registered()
    const other = new URL(await site.browserOf(user).goUntilCallback('/auth/google'))
    const browser = site.browserOf(site.newUser())
    const callback = new URL(await browser.goUntilCallback('/auth/google'))
    callback.searchParams.set('code', other.searchParams.get('code') ?? '')
    expect(await landing(browser, callback.href)).toEqual(nothing('refused'))
  })

  test('that names another provider does not reach the token endpoint (RFC 9207)', async () => {
    const browser = site.browserOf(site.newUser())
    const callback = new URL(await browser.goUntilCallback('/auth/google'))
    const before = site.google.asked.get('/token')
    callback.searchParams.set('iss', 'https://evil.example')
    expect(await landing(browser, callback.href)).toEqual(nothing('refused'))
    expect(site.google.asked.get('/token')).toBe(before)
    const unnamed = site.browserOf(site.newUser())
    const without = new URL(await unnamed.goUntilCallback('/auth/google'))
    without.searchParams.delete('iss')
    expect(await landing(unnamed, without.href)).toEqual(nothing('refused'))
  })

  test('leads to paths of the hub and nowhere else', async () => {
    const { user } = await site.registered()
    for (const next of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/.//evil.example',
      'x',
      '/\t/evil.example',
    ]) {
      const { page } = await site.browserOf(user).open(`/auth/google?next=${encodeURIComponent(next)}`)
      expect(page.href, next).toBe(`${PUBLIC_URL}/`)
    }
    const { page } = await site.browserOf(user).open(`/auth/google?next=/${'a'.repeat(2_000)}`)
    expect(page.href).toBe(`${PUBLIC_URL}/`)
  })
})
