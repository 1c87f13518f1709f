import { Button } from '@hub/ui/button'
import { Dialog } from '@hub/ui/dialog'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { Note } from '@hub/ui/note'
import { Progress } from '@hub/ui/progress'
import { Problems } from './problems.tsx'
import { Unread } from './unread.tsx'
import type { WholeDataset } from './foundry-types.ts'

type Load = WholeDataset['history'][number]

interface ImportOutcomeProps {
  job: { status: string; done: number; note: string | null; error: { message: string } | null } | undefined
  load: Load | undefined
  fileName: string
  /** Leads to what was made of it. */
  onExplore: () => void
  onClose: () => void
}

/** How far a file is read in, and what came of it. It goes on by itself when this is closed. */
export function ImportOutcome({ job, load, fileName, onExplore, onClose }: ImportOutcomeProps) {
  const isDone = load?.state === 'done'
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={isDone ? 'The file is in' : `Reading in ${fileName}`}
      description={isDone ? undefined : 'You can close this; it goes on by itself.'}
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          {isDone && (
            <Button variant="primary" onClick={onExplore}>
              Explore
            </Button>
          )}
        </>
      }
    >
      {load && isDone ? <Came load={load} /> : <Reading job={job} />}
    </Dialog>
  )
}

/** Everything but what was removed adds up to the rows that were read. */
function Came({ load }: { load: Load }) {
  const { read, created, changed, removed, refused, repeated, isWhole } = load
  const more = [
    { name: 'Left out', count: refused },
    { name: 'Repeated', count: repeated },
    { name: 'As before', count: read - created - changed - refused - repeated },
    { name: 'Removed', count: removed },
  ]
  return (
    <div role="status">
      <Ledger label="What came of it">
        <LedgerLine name="Rows read" amount={read.toLocaleString('en')} />
        {more.map(
          ({ name, count }) =>
            count > 0 && <LedgerLine key={name} name={name} amount={count.toLocaleString('en')} />,
        )}
        <LedgerLine name="Changed" amount={changed.toLocaleString('en')} />
        <LedgerLine name="New" amount={created.toLocaleString('en')} total />
      </Ledger>
      <Problems {...load} />
      <Unread unread={load.unread} className="mt-3" />
      {isWhole && refused > 0 && (
        <Note tone="warning" className="mt-3">
          {`Nothing was removed, because ${refused === 1 ? '1 row' : `${refused.toLocaleString('en')} rows`} could not be read.`}
        </Note>
      )}
    </div>
  )
}

function Reading({ job }: Pick<ImportOutcomeProps, 'job'>) {
  if (job?.status === 'dead' || job?.status === 'canceled')
    return (
      <Note tone="danger" title="It was not read to its end" live>
        {job.error?.message ?? 'Bring the file in again.'}
      </Note>
    )
  const rows = job && job.done > 0 ? `Reading, ${job.done.toLocaleString('en')} rows so far` : 'Reading'
  return <Progress label={rows} />
}
