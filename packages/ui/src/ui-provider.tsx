import { CSPProvider } from '@base-ui/react/csp-provider'
import type { ReactNode } from 'react'

/**
 * Once, around the app. Keeps Base UI from adding style elements: our content security policy is
 * `style-src 'self'`.
 */
export function UiProvider({ children }: { children: ReactNode }) {
  return <CSPProvider disableStyleElements>{children}</CSPProvider>
}
