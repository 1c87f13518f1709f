import { Button } from '@hub/ui/button'
import { Kbd } from '@hub/ui/kbd'
import { Link } from '@tanstack/react-router'
import { AlarmClock, Check, ExternalLink } from 'lucide-react'
import { useOrganization } from '../../../../account.ts'
import { partsOf } from '../../../../components/sentence.tsx'
import type { Notification } from './notification.ts'

interface ActsProps {
  item: Notification
  canSort: boolean
  onDone: () => void
  onSnooze: () => void
  onUnread: () => void
}

/** What can be done about what is open. */
export function Acts({
  item: { doneAt, readAt, link, title, entity },
  canSort,
  onDone,
  onSnooze,
  onUnread,
}: ActsProps) {
  const { path = '', search = {} } = link === null ? {} : partsOf(link)
  return (
    <>
      {canSort && (
        <>
          <Button size="sm" onClick={onDone}>
            <Check />
            {doneAt === null ? 'Done' : 'Back to the inbox'}
            <Kbd>E</Kbd>
          </Button>
          <Button size="sm" onClick={onSnooze}>
            <AlarmClock />
            Snooze
            <Kbd>S</Kbd>
          </Button>
          <Button size="sm" variant="ghost" onClick={onUnread}>
            {readAt === null ? 'Mark read' : 'Mark unread'}
            <Kbd>U</Kbd>
          </Button>
        </>
      )}
      {link !== null && (
        <Button
          size="sm"
          // What is decided on here has an act of its own.
          variant={entity === 'approval' ? 'ghost' : 'primary'}
          className="ml-auto"
          aria-label={`Open what this is about: ${title}`}
          render={<Link to={path} search={search} />}
        >
          <ExternalLink />
          Open
        </Button>
      )}
    </>
  )
}

/** Why the reader got it, and where they change that. */
export function Why({ item: { because } }: { item: Notification }) {
  const { slug } = useOrganization()
  return (
    <>
      You get this because {because}.{' '}
      <Link to="/o/$org/settings" params={{ org: slug }} search={{ tab: 'notifications' }}>
        Change what reaches you
      </Link>
    </>
  )
}
