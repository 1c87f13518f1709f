import { CSPProvider } from '@base-ui/react/csp-provider'
import type { ReactNode } from 'react'

import { useBarRoom } from './bar.tsx'

/**
 * Once, around the app. Keeps Base UI from adding style elements: our content security policy is
 * `style-src 'self'`.
 */
export function UiProvider({ children }: { children: ReactNode }) {
  useBarRoom()
  return <CSPProvider disableStyleElements>{children}</CSPProvider>
}
