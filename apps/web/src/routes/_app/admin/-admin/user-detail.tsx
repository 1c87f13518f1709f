import { OrganizationMark } from '@hub/ui/avatar'
import { Button } from '@hub/ui/button'
import { Card, CardList, CardRow } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { Note } from '@hub/ui/note'
import { PageHeader } from '@hub/ui/page-header'
import { Status } from '@hub/ui/status'
import { Tag } from '@hub/ui/tag'
import { Time } from '@hub/ui/time'
import { Link } from '@tanstack/react-router'
import { useOwnTimeZone } from '../../../../components/day-words.ts'
import { roleWords } from '../../../../components/role-words.ts'
import { BackLink } from './back-link.tsx'
import type { PersonDetail } from './person-detail.ts'
import { UserActs } from './user-acts.tsx'
import { UserSessions } from './user-sessions.tsx'

/** One account, as its administrators see it. */
export function UserDetail({ person }: { person: PersonDetail }) {
  const { name, email, role, suspendedAt, suspendedReason } = person
  const timeZone = useOwnTimeZone()
  return (
    <>
      <BackLink to="/admin/users">People</BackLink>
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-2.5">
            {name}
            {role === 'admin' && <Tag>Administrator</Tag>}
          </span>
        }
        description={<span className="wrap-anywhere">{email}</span>}
        actions={<UserActs person={person} />}
      />
      <div className="flex flex-col gap-4">
        {suspendedAt !== null && (
          <Note tone="danger" title="Suspended">
            <Time value={suspendedAt} format="day" timeZone={timeZone} />
            {suspendedReason !== null && `: ${suspendedReason}`}
          </Note>
        )}
        <AccountFacts person={person} />
        <Memberships person={person} />
        <UserSessions person={person} />
      </div>
    </>
  )
}

/** Words for a count, where none is a word of its own. */
const count = (number: number, one: string) =>
  number === 0 ? 'None' : `${number} ${number === 1 ? one : `${one}s`}`

/** "Password, passkey" */
function sentence(words: readonly string[]): string {
  const joined = words.join(', ')
  return `${joined.charAt(0).toUpperCase()}${joined.slice(1)}`
}

function AccountFacts({ person }: { person: PersonDetail }) {
  const timeZone = useOwnTimeZone()
  const { emailVerifiedAt, lastSeenAt } = person
  const factor = [
    ...(person.hasApp ? ['authenticator app'] : []),
    ...(person.passkeys > 0 ? [count(person.passkeys, 'passkey')] : []),
  ]
  const ways = [
    ...(person.hasPassword ? ['password'] : []),
    ...(person.passkeys > 0 ? ['passkey'] : []),
    ...(person.hasGoogle ? ['Google'] : []),
  ]
  return (
    <Card
      title="Account"
      action={
        <>
          <Button
            size="sm"
            variant="ghost"
            render={<Link to="/admin/audit" search={{ target: person.id }} />}
          >
            What was done to it
          </Button>
          <Button size="sm" variant="ghost" render={<Link to="/admin/audit" search={{ who: person.id }} />}>
            What they did
          </Button>
        </>
      }
    >
      <Ledger label="Account">
        <LedgerLine
          name="Address"
          amount={
            emailVerifiedAt === null ? (
              <Status tone="warning">Not confirmed</Status>
            ) : (
              <Status tone="success">Confirmed</Status>
            )
          }
        />
        <LedgerLine
          name="Account since"
          amount={<Time value={person.createdAt} format="day" timeZone={timeZone} />}
        />
        <LedgerLine
          name="Last seen"
          amount={lastSeenAt === null ? 'Never' : <Time value={lastSeenAt} timeZone={timeZone} />}
        />
        <LedgerLine name="Signs in with" amount={sentence(ways) || 'Nothing yet'} />
        <LedgerLine name="Second factor" amount={sentence(factor) || 'None'} />
        <LedgerLine name="Backup codes left" amount={person.backupCodesLeft} />
        <LedgerLine name="Keys and applications" amount={count(person.programs, 'program')} />
        <LedgerLine name="Time zone" amount={person.timeZone ?? 'As the browser says'} />
      </Ledger>
    </Card>
  )
}

function Memberships({ person }: { person: PersonDetail }) {
  return (
    <Card title="Organizations" note={person.memberships.length} flush>
      {person.memberships.length === 0 ? (
        <Empty picture="search" title="In no organization">
          Somebody has to invite them, or they start their own.
        </Empty>
      ) : (
        <CardList label="Organizations">
          {person.memberships.map(({ id, name, role, isSuspended }) => (
            <CardRow key={id}>
              <OrganizationMark name={name} />
              <Link
                to="/admin/organizations/$organization"
                params={{ organization: id }}
                className="min-w-0 truncate font-medium text-text"
              >
                {name}
              </Link>
              {isSuspended && <Status tone="danger">Suspended</Status>}
              <span className="ml-auto text-text-2">{roleWords[role]}</span>
            </CardRow>
          ))}
        </CardList>
      )}
    </Card>
  )
}
