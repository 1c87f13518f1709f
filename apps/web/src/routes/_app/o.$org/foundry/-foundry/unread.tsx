import { Note } from '@hub/ui/note'

interface UnreadProps {
  unread: readonly string[]
  title?: string
  className?: string
}

/** What of each column is missing or not of its kind: it stays in the records, and stands nowhere else. */
export function Unread({ unread, title = 'Some of it did not fit.', className }: UnreadProps) {
  if (unread.length === 0) return null
  return (
    <Note tone="warning" title={title} className={className}>
      {unread.join('. ')}.
    </Note>
  )
}
