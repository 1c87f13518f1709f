import { Button } from '@hub/ui/button'
import { Checkbox } from '@hub/ui/checkbox'
import { Dialog } from '@hub/ui/dialog'
import { Note } from '@hub/ui/note'
import { useState } from 'react'
import { rowsOf } from './columns.ts'
import type { Preview, WholeDataset } from './foundry-types.ts'
import { LeftOut } from './problems.tsx'
import { Unread } from './unread.tsx'

interface NewerFileProps {
  sent: { fileName: string; preview: Preview }
  dataset: WholeDataset
  failure: string | undefined
  isPending: boolean
  onStart: (isWhole: boolean) => void
  onClose: () => void
}

/**
 * What of a newer file does not fit is said before it counts. Whether it holds everything is for a person to say: it decides what is
 * removed.
 */
export function NewerFile({
  sent: { fileName, preview },
  dataset,
  failure,
  isPending,
  onStart,
  onClose,
}: NewerFileProps) {
  const [isWhole, setWhole] = useState(false)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Read ${fileName} into ${dataset.title}`}
      description={`${rowsOf(preview)}. Those that are there already are brought up to date, new ones are added. Corrections stay.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" pending={isPending} onClick={() => onStart(isWhole)}>
            Read it in
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Checkbox
          label="This file holds everything"
          hint="What it lacks is taken out of lists; its history stays."
          checked={isWhole}
          onChange={({ target }) => setWhole(target.checked)}
        />
        <Unread unread={preview.unread} title="Some of it does not fit." />
        <LeftOut problems={preview.problems} />
        {failure !== undefined && (
          <Note tone="danger" title="It was not read in" live>
            {failure}
          </Note>
        )}
      </div>
    </Dialog>
  )
}
