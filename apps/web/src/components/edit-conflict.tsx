import { Button } from '@hub/ui/button'
import { Note } from '@hub/ui/note'
import type { ReactNode } from 'react'

export interface EditConflictProps {
  /** The name of the field: "Notes". */
  label: string
  /** What the other one made of it, and what stood there before both. */
  theirs: string
  base: string
  onKeepMine: () => void
  onTakeTheirs: () => void
}

/** Two people changed a field: mine stands in the field, and the other two here, until one of them is chosen. */
export function EditConflict({ label, theirs, base, onKeepMine, onTakeTheirs }: EditConflictProps) {
  return (
    <Note tone="warning" live title={`${label}: somebody else changed this too.`}>
      Yours stands in the field and is not saved. Change it as you like, then choose.
      <dl className="mt-2 flex flex-col gap-2">
        <Version name="Theirs">{theirs}</Version>
        <Version name="Before">{base}</Version>
      </dl>
      <div className="mt-2.5 flex flex-wrap gap-2">
        <Button size="sm" onClick={onKeepMine}>
          Keep mine
        </Button>
        <Button size="sm" onClick={onTakeTheirs}>
          Take theirs
        </Button>
      </div>
    </Note>
  )
}

function Version({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-12 text-text-3">{name}</dt>
      <dd className="max-h-[min(420px,60dvh)] overflow-y-auto whitespace-pre-wrap wrap-anywhere">
        {children === '' ? <i className="text-text-3">Empty</i> : children}
      </dd>
    </div>
  )
}
