import { Button } from '@hub/ui/button'
import { Dialog } from '@hub/ui/dialog'
import { Time } from '@hub/ui/time'
import type { ReactNode } from 'react'
import { doorWords } from '../door-words.ts'
import type { Door } from '../door-words.ts'
import { actionTitle, whoWords } from './audit-search.ts'
import type { AuditChange, AuditEntry } from './audit-search.ts'

export interface EntryDialogProps {
  entry: AuditEntry
  timeZone: string | undefined
  onClose: () => void
  onFilter: (change: AuditChange) => void
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** All that one entry says, and ways on from it. */
export function EntryDialog({ entry, timeZone, onClose, onFilter }: EntryDialogProps) {
  const { actorId, requestId, target, data } = entry
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title={actionTitle(entry.action)}
      footer={
        <>
          {actorId !== null && (
            <Button onClick={() => onFilter({ who: actorId })}>Everything by this person</Button>
          )}
          {requestId !== null && (
            <Button onClick={() => onFilter({ request: requestId })}>The same request</Button>
          )}
          <Button variant="primary" onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      <dl className="flex flex-col gap-2 text-14">
        <Fact name="Entry">{entry.seq}</Fact>
        <Fact name="Action">{entry.action}</Fact>
        <Fact name="When">
          <Time value={entry.at} format="full" timeZone={timeZone} />
        </Fact>
        <Fact name="Who">{whoWords(entry)}</Fact>
        <Fact name="Door">{doorWords[entry.door as Door] ?? entry.door}</Fact>
        {entry.ip !== null && <Fact name="Address">{entry.ip}</Fact>}
        {entry.device !== null && <Fact name="Device">{entry.device}</Fact>}
        {Object.entries(target).map(([name, value]) => (
          <Fact key={`target-${name}`} name={`To: ${name}`}>
            <span className="flex flex-wrap items-center gap-2">
              {plain(value)}
              <Button size="sm" variant="ghost" onClick={() => onFilter({ target: plain(value) })}>
                All about it
              </Button>
            </span>
          </Fact>
        ))}
        {Object.entries(data).map(([name, value]) => (
          <Fact key={`data-${name}`} name={name}>
            {plain(value)}
          </Fact>
        ))}
        {requestId !== null && <Fact name="Request">{requestId}</Fact>}
      </dl>
    </Dialog>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 tablet:grid-cols-[120px_minmax(0,1fr)]">
      <dt className="text-13 text-text-2">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  )
}
