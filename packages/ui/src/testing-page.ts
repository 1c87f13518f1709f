import { cleanup } from '@testing-library/react'
import { afterAll, afterEach, vi } from 'vitest'

/* For all tests of the interface, whose files share a page: what one put there, or in place of the browser's own, ends with it. */
afterEach(cleanup)

afterAll(async () => {
  vi.useRealTimers()
  // A part of the app that is still on its way when its file ends would be broken for every file that comes after.
  await vi.dynamicImportSettled()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  localStorage.clear()
  sessionStorage.clear()
  document.documentElement.removeAttribute('data-theme')
  document.head.replaceChildren()
  document.body.replaceChildren()
})
