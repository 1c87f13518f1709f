import { Button } from '@hub/ui/button'
import { CopyButton } from '@hub/ui/copy-button'
import { Dialog } from '@hub/ui/dialog'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Time } from '@hub/ui/time'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { doorWords } from '../door-words.ts'
import type { Door } from '../door-words.ts'
import { Loaded } from '../loaded.tsx'
import { RecordLink } from '../sentence.tsx'
import { toldWords } from './audit-search.ts'
import type { AuditChange, AuditDetail, AuditEntry } from './audit-search.ts'

export interface EntryDialogProps {
  entry: AuditEntry
  readEntry: (seq: number) => Promise<AuditDetail>
  timeZone: string | undefined
  onClose: () => void
  onFilter: (change: AuditChange) => void
}

/** All that one entry says, and ways on from it. */
export function EntryDialog({ entry, readEntry, timeZone, onClose, onFilter }: EntryDialogProps) {
  const { seq, actorId, requestId } = entry
  const detail = useQuery({ queryKey: ['audit entry', seq, entry.at], queryFn: () => readEntry(seq) })
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title={toldWords(entry)}
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
        <Row name="When">
          <Time value={entry.at} format="full" timeZone={timeZone} />
        </Row>
        <Row name="Who">{entry.who}</Row>
        <Row name="Door">{doorWords[entry.door as Door] ?? entry.door}</Row>
        {entry.ip !== null && <Row name="Address">{entry.ip}</Row>}
        {entry.device !== null && <Row name="Device">{entry.device}</Row>}
        <Loaded query={detail} failed="The details could not be loaded" skeleton={<SkeletonRows rows={2} />}>
          {({ facts }) =>
            facts.map((fact, at) => (
              <Row key={at} name={fact.label}>
                <Fact fact={fact} onFilter={onFilter} />
              </Row>
            ))
          }
        </Loaded>
        <Row name="Entry">
          {seq}, {entry.action}
        </Row>
        {requestId !== null && (
          <Row name="Request">
            <CopyButton withWord text={requestId} label="Copy the id of the request" />
          </Row>
        )}
      </dl>
    </Dialog>
  )
}

interface FactProps {
  fact: AuditDetail['facts'][number]
  onFilter: EntryDialogProps['onFilter']
}

/** A name, and the id behind it for whoever needs it. */
function Fact({ fact: { label, text, link, id }, onFilter }: FactProps) {
  if (id === null) return text
  return (
    <span className="flex flex-wrap items-center gap-2">
      {text !== null && (link === null ? text : <RecordLink to={link}>{text}</RecordLink>)}
      <CopyButton withWord text={id} label={`Copy the id of: ${label}`} />
      <Button size="sm" variant="ghost" onClick={() => onFilter({ target: id })}>
        All about it
      </Button>
    </span>
  )
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 tablet:grid-cols-[120px_minmax(0,1fr)]">
      <dt className="text-13 text-text-2">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  )
}
