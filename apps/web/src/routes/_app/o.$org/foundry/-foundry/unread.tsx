import { Note } from '@hub/ui/note'

/** What of each column is not of its kind: it stays in the records, and stands nowhere else. */
export function Unread({ unread }: { unread: readonly string[] }) {
  if (unread.length === 0) return null
  return (
    <Note tone="warning" title="Some values were not understood" className="mt-3">
      {unread.join('. ')}.
    </Note>
  )
}
