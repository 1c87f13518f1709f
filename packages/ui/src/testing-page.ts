import { cleanup } from '@testing-library/react'
import { afterAll, afterEach, vi } from 'vitest'

/* For all tests of the interface, whose files share a page: what one put there, or in place of the browser's own, ends with it. */
afterEach(cleanup)

afterAll(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  localStorage.clear()
  sessionStorage.clear()
  document.documentElement.removeAttribute('data-theme')
  document.head.replaceChildren()
  document.body.replaceChildren()
})
