import { afterEach, expect, it, vi } from 'vitest'
import { reloadWhenOutdated } from './outdated.ts'

const onLine = vi.spyOn(navigator, 'onLine', 'get')
afterEach(() => {
  sessionStorage.clear()
  onLine.mockReset()
})

/** A part of the page could not be fetched. @returns whether the page is loaded again for it. */
function failToFetch(): boolean {
  const before = sessionStorage.getItem('hub.reloadedAt')
  const event = new Event('vite:preloadError', { cancelable: true })
  window.dispatchEvent(event)
  expect(event.defaultPrevented).toBe(false)
  return sessionStorage.getItem('hub.reloadedAt') !== before
}

it('loads the page again when a part is gone, but once only and never without a connection (WEB-3)', () => {
  // jsdom does not load anything; it only says so.
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  reloadWhenOutdated()
  onLine.mockReturnValue(false)
  expect(failToFetch()).toBe(false)
  onLine.mockReturnValue(true)
  expect(failToFetch()).toBe(true)
  expect(failToFetch()).toBe(false)
})
