import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { missingPart, toFailure } from './failure.ts'
import { reloadWhenOutdated } from './outdated.ts'
import { isHubHere } from './presence.ts'
import { watchTyped } from './unsaved.ts'

/** What the network brings: whether the hub is there, and whether it has a part. */
const network = vi.fn<(address: string) => Promise<Response>>()
const hubWithPart = (status: number) => (address: string) =>
  Promise.resolve(
    address.includes('/assets/') ? new Response(null, { status }) : Response.json({ status: 'ok' }),
  )

beforeEach(() => {
  vi.stubGlobal('fetch', network)
  // jsdom does not load anything; it only says so.
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterEach(() => {
  sessionStorage.clear()
  vi.unstubAllGlobals()
})

/** A part of the page could not be fetched. @returns the error that whoever asked for it gets, and whether the page is loaded again. */
async function failToFetch(): Promise<{ error: Error; isReloaded: boolean }> {
  const before = sessionStorage.getItem('hub.reloadedAt')
  const error = new TypeError('Failed to fetch dynamically imported module: http://localhost/assets/team.js')
  const event = Object.assign(new Event('vite:preloadError', { cancelable: true }), { payload: error })
  window.dispatchEvent(event)
  expect(event.defaultPrevented).toBe(false)
  await isHubHere()
  await new Promise((resolve) => setTimeout(resolve))
  return { error, isReloaded: sessionStorage.getItem('hub.reloadedAt') !== before }
}

it('loads the page again when a part is gone, but once only, and never while the hub is away or something is typed that would be lost (WEB-3)', async () => {
  reloadWhenOutdated()
  network.mockRejectedValue(new TypeError('Failed to fetch'))
  const away = await failToFetch()
  expect(away.isReloaded).toBe(false)
  // The router would load the page again for the browser's own words.
  expect(away.error.message).toBe(missingPart)
  expect(toFailure(away.error).code).toBe('NO_ANSWER')

  network.mockImplementation(() => Promise.resolve(new Response('Bad gateway', { status: 502 })))
  expect((await failToFetch()).isReloaded).toBe(false)

  // Away for a moment only: the part is still there.
  network.mockImplementation(hubWithPart(200))
  expect((await failToFetch()).isReloaded).toBe(false)

  network.mockImplementation(hubWithPart(404))
  const stop = watchTyped(() => true)
  expect((await failToFetch()).isReloaded).toBe(false)
  stop()

  const gone = await failToFetch()
  expect(gone.isReloaded).toBe(true)
  expect(toFailure(gone.error).code).toBe('OUTDATED')
  expect((await failToFetch()).isReloaded).toBe(false)
})
