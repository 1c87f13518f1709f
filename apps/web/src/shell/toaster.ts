import { lazy } from 'react'

/** For a page that fetches it while idle: what failed for want of a connection must still be told. */
export const loadToaster = () => import('@hub/ui/toaster')

/** Where toasts appear; it comes when the first one is shown. */
export const Toaster = lazy(async () => ({ default: (await loadToaster()).Toaster }))
