import { lazy } from 'react'

const RETRY_MS = 5_000

/** For a page that fetches it while idle: what failed for want of a connection must still be told. */
export const loadToaster = () => import('@hub/ui/toaster')

const pause = () =>
  new Promise<void>((resolve) => {
    window.addEventListener('online', () => resolve(), { once: true })
    setTimeout(resolve, RETRY_MS)
  })

/** A toast that cannot be shown yet waits; it must never take the page along. */
async function loadWhenPossible(): ReturnType<typeof loadToaster> {
  try {
    return await loadToaster()
  } catch {
    await pause()
    return loadWhenPossible()
  }
}

/** Where toasts appear; it comes when the first one is shown. */
export const Toaster = lazy(async () => ({ default: (await loadWhenPossible()).Toaster }))
