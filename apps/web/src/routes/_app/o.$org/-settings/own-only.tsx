import { Note } from '@hub/ui/note'
import type { ReactNode } from 'react'
import { useMe } from '../../../../account.ts'

/** What only the person themselves may change: to an administrator in their place it is shown, and says so. */
export function OwnOnly({ children }: { children: ReactNode }) {
  const { user, impersonation } = useMe()
  if (!impersonation) return children
  return (
    <div className="flex flex-col gap-4">
      <Note tone="info" title={`Only ${user.name} changes this.`}>
        You act for them, which does not reach their own account.
      </Note>
      <fieldset disabled className="min-w-0">
        {children}
      </fieldset>
    </div>
  )
}
