import { Button } from '@hub/ui/button'
import { Dialog } from '@hub/ui/dialog'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { Note } from '@hub/ui/note'
import { Progress } from '@hub/ui/progress'
import { Problems } from './problems.tsx'
import type { WholeDataset } from './foundry-types.ts'

interface ImportOutcomeProps {
  job: { status: string; done: number; note: string | null; error: { message: string } | null } | undefined
  load: WholeDataset['history'][number] | undefined
  fileName: string
  onClose: () => void
}

/** How far a file is read in, and what came of it. It goes on by itself when this is closed. */
export function ImportOutcome({ job, load, fileName, onClose }: ImportOutcomeProps) {
  const isDone = load?.state === 'done'
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={isDone ? 'The file is in' : `Reading in ${fileName}`}
      description={isDone ? undefined : 'You can close this; it goes on by itself.'}
      footer={
        <Button variant={isDone ? 'primary' : 'secondary'} onClick={onClose}>
          Close
        </Button>
      }
    >
      {load && isDone ? (
        <div role="status">
          <Ledger label="What came of it">
            <LedgerLine name="Rows read" amount={load.read.toLocaleString('en')} />
            <LedgerLine name="Changed" amount={load.changed.toLocaleString('en')} />
            {load.removed > 0 && <LedgerLine name="Removed" amount={load.removed.toLocaleString('en')} />}
            <LedgerLine name="New" amount={load.created.toLocaleString('en')} total />
          </Ledger>
          <Problems problems={load.problems} refused={load.refused} />
        </div>
      ) : (
        <Reading job={job} />
      )}
    </Dialog>
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
