import { Button } from '@hub/ui/button'
import { Dialog } from '@hub/ui/dialog'
import { FileDrop } from '@hub/ui/file-drop'
import { Note } from '@hub/ui/note'
import { Progress } from '@hub/ui/progress'
import { useNavigate } from '@tanstack/react-router'
import { useOrganization } from '../../../../../account.ts'
import { ColumnsForm } from './columns-form.tsx'
import type { WholeDataset } from './foundry-types.ts'
import { ImportOutcome } from './import-outcome.tsx'
import { NewerFile } from './newer-file.tsx'
import { useImportFile } from './use-import-file.ts'

const MOST_BYTES = 25 * 1000 ** 2

interface ImportDialogProps {
  /** Where a newer file is brought in; null makes a new source of it. */
  dataset: WholeDataset | null
  onClose: () => void
}

/** A file, what its columns mean, and what came of it. */
export function ImportDialog({ dataset, onClose }: ImportDialogProps) {
  const file = useImportFile(dataset)
  const { sent, started, failure, isPending } = file
  const { slug } = useOrganization()
  const navigate = useNavigate()
  const close = () => {
    if (isPending) return
    if (!started) file.leave()
    onClose()
  }
  if (started && sent)
    return (
      <ImportOutcome
        job={file.job}
        load={file.load}
        fileName={sent.fileName}
        onExplore={() =>
          void navigate({ to: '/o/$org/foundry', params: { org: slug }, search: { source: sent.datasetId } })
        }
        onClose={onClose}
      />
    )
  if (sent && !dataset)
    return (
      <ColumnsForm
        sent={sent}
        failure={failure}
        isPending={isPending}
        onStart={(given) => void file.start(given)}
        onClose={close}
      />
    )
  if (sent && dataset)
    return (
      <NewerFile
        sent={sent}
        dataset={dataset}
        failure={failure}
        isPending={isPending}
        onStart={(isWhole) => void file.start({ isWhole })}
        onClose={close}
      />
    )
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={dataset ? `Bring in a newer file of ${dataset.title}` : 'Bring in a file'}
      description="A list, such as customers or orders, with a line of headings. Nothing is stored until you say what it is."
      footer={<Button onClick={close}>Cancel</Button>}
    >
      {isPending ? (
        <Progress label="Reading the file" />
      ) : (
        <FileDrop
          label="Drop a file here, or choose one"
          hint="CSV, Excel (.xlsx) or JSON, up to 25 MB. Of a workbook the first sheet is read."
          accept={['.csv', '.xlsx', '.json']}
          maxSize={MOST_BYTES}
          maxCount={1}
          onFiles={([chosen]) => chosen && void file.send(chosen)}
        />
      )}
      {failure !== undefined && (
        <Note tone="danger" title="The file was not taken" live className="mt-3">
          {failure}
        </Note>
      )}
    </Dialog>
  )
}
