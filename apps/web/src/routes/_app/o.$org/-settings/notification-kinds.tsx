import { Card } from '@hub/ui/card'
import { NativeSelect } from '@hub/ui/native-select'
import { Switch } from '@hub/ui/switch'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Fragment } from 'react'
import type { ReactNode } from 'react'
import type { Kind, KindChange } from './notification-preferences.ts'

const mails: { value: Kind['mail']; label: string }[] = [
  { value: 'now', label: 'At once' },
  { value: 'digest', label: 'Daily mail' },
  { value: 'off', label: 'No mail' },
]

interface KindsProps {
  kinds: readonly Kind[]
  onChange: (kind: KindChange) => void
}

/** What the person is told of, and how. */
export function NotificationKinds({ kinds, onChange }: KindsProps) {
  return (
    <Card title="What reaches you" flush>
      <Table label="What reaches you">
        <TableHead>
          <Th>What happens</Th>
          <Th>Inbox</Th>
          <Th>Mail</Th>
          <Th>Push</Th>
        </TableHead>
        <TableBody>
          {[...Map.groupBy(kinds, ({ group }) => group)].map(([group, some]) => (
            <Fragment key={group}>
              {some.map((kind) => (
                <KindRow key={kind.kind} kind={kind} onChange={onChange} />
              ))}
            </Fragment>
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}

/** On a phone no head of a column says what a switch is for. */
function Named({ words, children }: { words: string; children: ReactNode }) {
  return (
    <span className="flex items-center justify-end gap-2 text-12 text-text-2">
      <span aria-hidden="true" className="tablet:hidden">
        {words}
      </span>
      {children}
    </span>
  )
}

function KindRow({ kind: one, onChange }: { kind: Kind; onChange: KindsProps['onChange'] }) {
  const { kind, group, title, inApp, mail, push, hasOwnMail } = one
  return (
    <TableRow>
      <Td className="w-full">
        <span className="font-medium wrap-anywhere">{title}</span>
        <span className="block text-12 text-text-2">{group}</span>
      </Td>
      <Td phone="end">
        <Named words="Inbox">
          <Switch
            aria-label={`In the inbox: ${title}`}
            checked={inApp}
            onCheckedChange={(next) => onChange({ kind, mail, inApp: next })}
          />
        </Named>
      </Td>
      <Td className="max-tablet:col-start-1! max-tablet:row-start-2!">
        {hasOwnMail ? (
          <span className="text-13 text-text-2">A mail of its own</span>
        ) : (
          <NativeSelect
            aria-label={`Mail: ${title}`}
            className="tablet:w-36"
            options={mails}
            value={mail}
            onChange={({ target }) => {
              const next = mails.find(({ value }) => value === target.value)
              if (next) onChange({ kind, inApp, mail: next.value })
            }}
          />
        )}
      </Td>
      <Td className="max-tablet:col-start-2! max-tablet:row-start-2!">
        <Named words="Push">
          <Switch
            aria-label={`Push: ${title}`}
            checked={push}
            onCheckedChange={(next) => onChange({ kind, inApp, mail, push: next })}
          />
        </Named>
      </Td>
    </TableRow>
  )
}
